package io.spendhub.authorizations.command;

import io.spendhub.authorizations.AuthorizationCommand;
import io.spendhub.authorizations.AuthorizationCommand.Authorize;
import io.spendhub.authorizations.AuthorizationCommand.Note;
import io.spendhub.authorizations.AuthorizationCommand.Operate;
import io.spendhub.authorizations.AuthorizationCommand.Purchase;
import io.spendhub.authorizations.AuthorizationCommand.RefundUnlinked;
import io.spendhub.authorizations.AuthorizationView;
import io.spendhub.authorizations.DeclineDetail;
import io.spendhub.authorizations.OperationKind;
import io.spendhub.authorizations.OperationView;
import io.spendhub.authorizations.PreviewView;
import io.spendhub.authorizations.command.Answer.State;
import io.spendhub.authorizations.command.Step.Buy;
import io.spendhub.authorizations.command.Step.ChangeCard;
import io.spendhub.authorizations.command.Step.ChangeHolder;
import io.spendhub.authorizations.command.Step.ChangeWallet;
import io.spendhub.authorizations.command.Step.Clear;
import io.spendhub.authorizations.command.Step.Control;
import io.spendhub.authorizations.command.Step.Credit;
import io.spendhub.authorizations.command.Step.Expire;
import io.spendhub.authorizations.command.Step.ForcePost;
import io.spendhub.authorizations.command.Step.Increase;
import io.spendhub.authorizations.command.Step.Life;
import io.spendhub.authorizations.command.Step.Limit;
import io.spendhub.authorizations.command.Step.OfNetwork;
import io.spendhub.authorizations.command.Step.Refund;
import io.spendhub.authorizations.command.Step.Replace;
import io.spendhub.authorizations.command.Step.Reverse;
import io.spendhub.authorizations.command.Step.TopUp;
import io.spendhub.authorizations.command.Step.Wait;
import io.spendhub.authorizations.command.Step.Withdraw;
import io.spendhub.authorizations.domain.Amounts;
import io.spendhub.authorizations.domain.Authorization;
import io.spendhub.cards.CardType;
import io.spendhub.identity.OwnerType;
import io.spendhub.ledger.Posting;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.domain.Account;
import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitUsageView;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.platform.idempotency.Outcome.Done;
import io.spendhub.shared.Merchant;
import io.spendhub.shared.Refusal;
import io.spendhub.wallets.WalletCommand.OpenWallet;
import io.spendhub.wallets.WalletId;
import io.spendhub.wallets.WalletState;
import io.spendhub.wallets.WalletStatus;
import io.spendhub.wallets.domain.Wallet;
import io.spendhub.wallets.domain.WalletMoneyRules;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** The product's decisions and entities, with maps in the place of its tables. */
final class InMemoryService {
  static final UUID ORGANIZATION = new UUID(0, 1);
  static final UUID WALLET = new UUID(0, 2);
  static final UUID HOLDER = new UUID(0, 3);
  private static final UUID ELSEWHERE = new UUID(0, 4);
  private static final String REQUEST = "request-1";
  private static final Merchant PAYER =
      new Merchant("Payer", Optional.empty(), Optional.empty(), Optional.empty());

  private final InMemoryCards cards = new InMemoryCards();
  private final InMemoryLimits limits = new InMemoryLimits();
  private final InMemoryAuthorizations authorizations = new InMemoryAuthorizations();
  private final Wallet wallet;
  private Account account = new Account(WALLET, "GBP", 0, 0, 0, 0, 0, Instant.EPOCH);
  private boolean holderActive = true;
  private Instant now;

  InMemoryService(Instant now) {
    this.now = now;
    this.wallet =
        new Wallet(
            new WalletId(ORGANIZATION, WALLET),
            new OpenWallet(
                ORGANIZATION,
                OwnerType.USER,
                HOLDER,
                "Travel",
                "GBP",
                List.of(),
                Map.of(),
                REQUEST),
            now);
  }

  void issue(CardType type, Optional<YearMonth> expiry) {
    cards.issue(type, expiry, now);
  }

  /** Decides what a network asks, all of it in one transaction. */
  List<Answer> takeTogether(List<OfNetwork> steps) {
    InMemoryJournal journal = new InMemoryJournal(account, now);
    CardUses uses = new CardUses(cards.states(), journal.undo());
    AuthorizationDecisions decisions =
        new AuthorizationDecisions(
            journal,
            authorizations.all(),
            authorizations.operations(ORGANIZATION, List.of()).get(),
            uses,
            new SpendingState(
                journal,
                Map.of(WALLET, walletState()),
                holderActive ? Set.of(HOLDER) : Set.of(),
                limits),
            new VoucherParts(new NoVouchers()));
    List<Answer> answers = new ArrayList<>();
    for (OfNetwork step : steps) {
      answers.add(take(step, journal, decisions));
    }
    authorizations.save(ORGANIZATION, decisions.changes());
    cards.bind(ORGANIZATION, uses.bound(), now);
    account = journal.account();
    return answers;
  }

  private Answer take(OfNetwork step, InMemoryJournal journal, AuthorizationDecisions decisions) {
    AuthorizationCommand command = command(step);
    List<String> reasons =
        command instanceof Authorize authorize
            ? decisions.preview(authorize).reasons().stream().map(InMemoryService::told).toList()
            : List.of();
    long overdrafts = journal.overdrafts();
    try {
      Outcome<Object> outcome = journal.undo().attempt(() -> decisions.decide(command, REQUEST));
      return outcome instanceof Done<Object> done && done.body() instanceof AuthorizationView view
          ? answer(step, view, reasons, journal.overdrafts() > overdrafts)
          : Answer.done();
    } catch (Refusal refusal) {
      return Answer.refused(refusal.code());
    }
  }

  private static String told(PreviewView.DeclineReason reason) {
    return reason.code() + reason.detail();
  }

  private static Answer answer(
      OfNetwork step, AuthorizationView view, List<String> reasons, boolean overdrawn) {
    boolean bought = step instanceof Buy;
    Optional<String> decline =
        bought ? view.declineCode() : view.operation().flatMap(OperationView::declineCode);
    Optional<DeclineDetail> detail = bought ? view.declineDetail() : Optional.empty();
    return new Answer(
        Optional.empty(),
        decline,
        detail,
        reasons,
        Optional.of(amounts(view)),
        view.expiresAt(),
        view.operation().filter(OperationView::late).isPresent(),
        overdrawn);
  }

  private static Amounts amounts(AuthorizationView view) {
    return new Amounts(
        view.status(),
        view.approvedAmount(),
        view.incrementedAmount(),
        view.heldAmount(),
        view.clearedAmount(),
        view.refundedAmount(),
        view.releasedAmount(),
        view.excessAmount());
  }

  private AuthorizationCommand command(OfNetwork step) {
    return switch (step) {
      case Buy buy ->
          new Authorize(
              purchase(buy.card(), buy.amount(), buy.currency(), buy.merchant()),
              buy.partially(),
              Optional.empty(),
              note(buy.occurredAt()));
      case ForcePost force ->
          new AuthorizationCommand.ForcePost(
              purchase(force.card(), force.amount(), force.currency(), force.merchant()),
              note(force.occurredAt()));
      case Credit(int card, long amount, String currency) ->
          new RefundUnlinked(purchase(card, amount, currency, PAYER), note(Optional.empty()));
      case Increase(int place, long amount, Optional<Instant> occurredAt) ->
          operate(place, OperationKind.INCREMENT, amount, false, occurredAt);
      case Clear(int place, long amount, boolean last) ->
          operate(place, OperationKind.CLEARING, amount, last, Optional.empty());
      case Reverse(int place, long amount) ->
          operate(place, OperationKind.REVERSAL, amount, false, Optional.empty());
      case Refund(int place, long amount) ->
          operate(place, OperationKind.REFUND, amount, false, Optional.empty());
      case Expire(int place) ->
          new AuthorizationCommand.Expire(authorizations.id(place), WALLET, Optional.empty());
    };
  }

  private Operate operate(
      int place, OperationKind kind, long amount, boolean last, Optional<Instant> occurredAt) {
    return new Operate(
        authorizations.id(place), WALLET, Optional.empty(), kind, amount, last, note(occurredAt));
  }

  private Purchase purchase(int card, long amount, String currency, Merchant merchant) {
    return new Purchase(cards.id(card), WALLET, amount, currency, merchant);
  }

  private static Note note(Optional<Instant> occurredAt) {
    return new Note(Optional.empty(), Optional.empty(), occurredAt, Map.of());
  }

  private WalletState walletState() {
    return new WalletState(WALLET, wallet.status(), wallet.currency());
  }

  Answer take(Step step) {
    try {
      switch (step) {
        case OfNetwork network -> {
          return takeTogether(List.of(network)).getFirst();
        }
        case TopUp(long amount) -> {
          WalletMoneyRules.checkIncoming(walletState(), account.balance(), amount, "GBP");
          post(Purpose.TOP_UP, ELSEWHERE, WALLET, amount);
        }
        case Withdraw(long amount) -> {
          WalletMoneyRules.checkOutgoing(walletState(), account.balance(), amount, "GBP");
          post(Purpose.WITHDRAWAL, WALLET, ELSEWHERE, amount);
        }
        case ChangeWallet(Life to) -> change(to);
        case ChangeCard(int card, Life to) -> cards.change(card, to);
        case ChangeHolder(boolean active) -> holderActive = active;
        case Replace(int card, Optional<YearMonth> expiry) -> cards.replace(card, expiry, now);
        case Limit(OptionalInt card, List<LimitSpec> specs) -> limit(card, specs);
        case Control(int card, var controls) -> cards.control(card, controls);
        case Wait(Duration time) -> now = now.plus(time);
      }
      return Answer.done();
    } catch (Refusal refusal) {
      return Answer.refused(refusal.code());
    }
  }

  private void post(Purpose purpose, UUID from, UUID to, long amount) {
    InMemoryJournal journal = new InMemoryJournal(account, now);
    journal.post(Posting.of(purpose, from, to, amount, Optional.empty()));
    account = journal.account();
  }

  private void change(Life to) {
    WalletStatus before = wallet.status();
    boolean changed =
        switch (to) {
          case ACTIVATE -> throw new IllegalArgumentException("wallets begin as active");
          case FREEZE -> wallet.freeze();
          case UNFREEZE -> wallet.unfreeze();
          case CLOSE -> wallet.close(account.balance());
        };
    if (changed == (before == wallet.status())) {
      throw new AssertionError("a wallet that was " + before + " tells wrongly what changed");
    }
  }

  private void limit(OptionalInt card, List<LimitSpec> specs) {
    Optional<UUID> line =
        card.isPresent() ? Optional.of(cards.line(card.getAsInt())) : Optional.empty();
    List<Authorization> spent =
        authorizations.approved().stream()
            .filter(
                each -> line.isEmpty() || cards.lineOf(each.purchase().cardId()).equals(line.get()))
            .toList();
    limits.redefine(line.orElse(WALLET), specs, spent);
  }

  State state() {
    List<List<LimitUsageView>> used = new ArrayList<>();
    used.add(limits.view(WALLET, now));
    IntStream.range(0, cards.size()).forEach(card -> used.add(limits.view(cards.line(card), now)));
    return new State(
        account.balance().posted(),
        account.balance().held(),
        wallet.status(),
        cards.statuses(),
        authorizations.amounts(),
        used);
  }
}
