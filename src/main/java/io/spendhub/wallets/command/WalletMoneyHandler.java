package io.spendhub.wallets.command;

import static java.util.stream.Collectors.toSet;

import io.spendhub.ledger.Journal;
import io.spendhub.ledger.MoneyHandler;
import io.spendhub.ledger.Posting;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.SystemAccount;
import io.spendhub.platform.events.Event;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.wallets.MovementView;
import io.spendhub.wallets.WalletMoneyCommand;
import io.spendhub.wallets.WalletMoneyCommand.TopUp;
import io.spendhub.wallets.WalletMoneyCommand.TransferMoney;
import io.spendhub.wallets.WalletMoneyCommand.Withdraw;
import io.spendhub.wallets.WalletState;
import io.spendhub.wallets.WalletView.BalanceView;
import io.spendhub.wallets.Wallets;
import io.spendhub.wallets.domain.WalletMoneyRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Decides top-ups, withdrawals and transfers, and posts them. */
@ApplicationScoped
class WalletMoneyHandler implements MoneyHandler<WalletMoneyCommand> {
  private final Wallets wallets;

  WalletMoneyHandler(Wallets wallets) {
    this.wallets = wallets;
  }

  @Override
  public Class<WalletMoneyCommand> commandType() {
    return WalletMoneyCommand.class;
  }

  @Override
  public Loaded<WalletMoneyCommand> load(Journal journal, List<WalletMoneyCommand> commands) {
    var ids = commands.stream().flatMap(command -> command.accountIds().stream()).collect(toSet());
    Movements movements =
        new Movements(journal, wallets.states(journal.organizationId(), ids).get());
    // All that these commands change is in the journal, and the engine counts it.
    return new Loaded<>(movements, () -> {}, () -> {});
  }

  private record Movements(Journal journal, Map<UUID, WalletState> wallets)
      implements Decisions<WalletMoneyCommand> {
    @Override
    public Outcome<Object> decide(WalletMoneyCommand command, String requestId) {
      MovementView view =
          switch (command) {
            case TopUp topUp -> topUp(topUp, requestId);
            case Withdraw withdraw -> withdraw(withdraw, requestId);
            case TransferMoney transfer -> transfer(transfer, requestId);
          };
      return Outcome.created(view);
    }

    private MovementView topUp(TopUp command, String requestId) {
      UUID wallet = command.walletId();
      checkIncoming(wallet, command);
      UUID id = post(Purpose.TOP_UP, funding(command), wallet, command);
      MovementView view = oneWallet(id, wallet, command);
      journal.raise(new Event("wallet.topped_up", wallet, requestId, view));
      return view;
    }

    private MovementView withdraw(Withdraw command, String requestId) {
      UUID wallet = command.walletId();
      checkOutgoing(wallet, command);
      UUID id = post(Purpose.WITHDRAWAL, wallet, funding(command), command);
      MovementView view = oneWallet(id, wallet, command);
      journal.raise(new Event("wallet.withdrawn", wallet, requestId, view));
      return view;
    }

    private MovementView transfer(TransferMoney command, String requestId) {
      WalletMoneyRules.checkTransfers(wallet(command.fromWalletId()));
      WalletMoneyRules.checkTransfers(wallet(command.toWalletId()));
      checkOutgoing(command.fromWalletId(), command);
      checkIncoming(command.toWalletId(), command);
      UUID id = post(Purpose.TRANSFER, command.fromWalletId(), command.toWalletId(), command);
      MovementView view =
          new MovementView.TwoWallets(
              id,
              command.fromWalletId(),
              command.toWalletId(),
              command.amount(),
              command.currency(),
              command.reference(),
              journal.now());
      journal.raise(new Event("wallet.transferred", command.fromWalletId(), requestId, view));
      return view;
    }

    private void checkIncoming(UUID walletId, WalletMoneyCommand command) {
      WalletMoneyRules.checkIncoming(
          wallet(walletId), journal.balance(walletId), command.amount(), command.currency());
    }

    private void checkOutgoing(UUID walletId, WalletMoneyCommand command) {
      WalletMoneyRules.checkOutgoing(
          wallet(walletId), journal.balance(walletId), command.amount(), command.currency());
    }

    private WalletState wallet(UUID walletId) {
      return Objects.requireNonNull(wallets.get(walletId), "the wallet was found before");
    }

    private UUID funding(WalletMoneyCommand command) {
      return journal.systemAccount(SystemAccount.FUNDING, command.currency());
    }

    private UUID post(Purpose purpose, UUID debit, UUID credit, WalletMoneyCommand command) {
      return journal.post(
          Posting.of(purpose, debit, credit, command.amount(), command.reference()));
    }

    private MovementView oneWallet(UUID id, UUID walletId, WalletMoneyCommand command) {
      return new MovementView.OneWallet(
          id,
          walletId,
          command.amount(),
          command.currency(),
          command.reference(),
          BalanceView.of(journal.balance(walletId)),
          journal.now());
    }
  }
}
