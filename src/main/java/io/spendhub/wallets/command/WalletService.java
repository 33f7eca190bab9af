package io.spendhub.wallets.command;

import io.spendhub.identity.Directory;
import io.spendhub.identity.Owner;
import io.spendhub.identity.OwnerType;
import io.spendhub.ledger.Balance;
import io.spendhub.ledger.GuardedAccount;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Journals;
import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.SpendingLimits;
import io.spendhub.platform.events.Event;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.wallets.WalletCommand.ChangeWallet;
import io.spendhub.wallets.WalletCommand.OpenWallet;
import io.spendhub.wallets.WalletId;
import io.spendhub.wallets.WalletView;
import io.spendhub.wallets.WalletView.BalanceView;
import io.spendhub.wallets.Wallets;
import io.spendhub.wallets.domain.Wallet;
import io.spendhub.wallets.domain.WalletRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;

/** Opens wallets, and freezes and closes them. */
@ApplicationScoped
@Transactional
public class WalletService {
  private final WalletRegister wallets;
  private final Wallets facade;
  private final Directory directory;
  private final Journals journals;
  private final SpendingLimits limits;

  WalletService(
      WalletRegister wallets,
      Wallets facade,
      Directory directory,
      Journals journals,
      SpendingLimits limits) {
    this.wallets = wallets;
    this.facade = facade;
    this.directory = directory;
    this.journals = journals;
    this.limits = limits;
  }

  /**
   * Opens a wallet with nothing in it.
   *
   * @throws Refusal 404 for an unknown owner, 409 for one that may be given nothing new
   */
  public WalletView open(OpenWallet command) {
    UUID organizationId = command.organizationId();
    requireActive(organizationId, command.ownerType(), command.ownerId());
    UUID id = Ids.next();
    journals.openAccount(organizationId, id, GuardedAccount.WALLET, command.currency());
    Journal journal = journals.open(organizationId, List.of(id));
    Wallet wallet = new Wallet(new WalletId(organizationId, id), command, journal.now());
    wallets.add(wallet);
    String timezone = directory.organization(organizationId).timezone().getId();
    limits.define(organizationId, id, command.limits(), timezone);
    WalletView view = view(wallet, journal.balance(id));
    journal.change(new Event("wallet.created", id, command.requestId(), view), Optional.empty());
    journal.write();
    return view;
  }

  /** Stops money from leaving a wallet; 409 on a closed one. */
  public Versioned<WalletView> freeze(WalletId id, String requestId) {
    return change(id, requestId, "wallet.frozen", (wallet, balance) -> wallet.freeze());
  }

  /** Lets a frozen wallet be used again; 409 on a closed one. */
  public Versioned<WalletView> unfreeze(WalletId id, String requestId) {
    return change(id, requestId, "wallet.unfrozen", (wallet, balance) -> wallet.unfreeze());
  }

  /** Ends a wallet for good; 409 {@code wallet_not_empty} while anything is posted or held. */
  public Versioned<WalletView> close(WalletId id, String requestId) {
    return change(id, requestId, "wallet.closed", Wallet::close);
  }

  /**
   * Changes a wallet's name, limits or metadata.
   *
   * @throws Refusal 404, 409 {@code wallet_closed}, 412 and 428 for the version, 400 for limits
   */
  public Versioned<WalletView> change(ChangeWallet command) {
    WalletId id = command.id();
    return change(
        id,
        command.requestId(),
        "wallet.updated",
        (wallet, balance) -> {
          command.expected().require(wallet.version());
          wallet.change(command);
          command.limits().ifPresent(specs -> redefineLimits(id, specs));
          return true;
        });
  }

  private void redefineLimits(WalletId id, List<LimitSpec> specs) {
    String timezone = directory.organization(id.organizationId()).timezone().getId();
    limits.redefine(id.organizationId(), id.id(), specs, timezone);
  }

  private Versioned<WalletView> change(
      WalletId id, String requestId, String event, BiPredicate<Wallet, Balance> action) {
    if (facade.states(id.organizationId(), List.of(id.id())).get().isEmpty()) {
      throw Refusal.notFound("wallet");
    }
    Journal journal = journals.open(id.organizationId(), List.of(id.id()));
    Wallet wallet = wallets.get(id).orElseThrow(() -> Refusal.notFound("wallet"));
    WalletView before = view(wallet, journal.balance(id.id()));
    boolean changed = action.test(wallet, journal.balance(id.id()));
    WalletView view = view(wallet, journal.balance(id.id()));
    if (changed) {
      journal.change(new Event(event, id.id(), requestId, view), Optional.of(before));
      journal.write();
    }
    return new Versioned<>(view, wallet.version());
  }

  private void requireActive(UUID organizationId, OwnerType type, UUID ownerId) {
    String resource = type.name().toLowerCase(Locale.ROOT);
    Owner owner =
        directory
            .lockOwner(organizationId, type, ownerId)
            .orElseThrow(() -> Refusal.notFound(resource));
    if (!owner.active()) {
      throw Refusal.conflict(resource + "_inactive", "The " + resource + " is not active.");
    }
  }

  private WalletView view(Wallet wallet, Balance balance) {
    WalletId id = wallet.id();
    return new WalletView(
        id.id(),
        wallet.owner(),
        wallet.name(),
        wallet.currency(),
        wallet.status(),
        BalanceView.of(balance),
        limits.find(id.organizationId(), List.of(id.id())).getOrDefault(id.id(), List.of()),
        wallet.metadata(),
        wallet.createdAt());
  }
}
