package io.spendhub.authorizations.command;

import io.spendhub.authorizations.AuthorizationCommand;
import io.spendhub.authorizations.AuthorizationCommand.Authorize;
import io.spendhub.authorizations.AuthorizationCommand.Expire;
import io.spendhub.authorizations.AuthorizationCommand.ForcePost;
import io.spendhub.authorizations.AuthorizationCommand.Note;
import io.spendhub.authorizations.AuthorizationCommand.Operate;
import io.spendhub.authorizations.AuthorizationCommand.Purchase;
import io.spendhub.authorizations.AuthorizationCommand.RefundUnlinked;
import io.spendhub.authorizations.AuthorizationView;
import io.spendhub.authorizations.Decision;
import io.spendhub.authorizations.DeclineCode;
import io.spendhub.authorizations.DeclineDetail;
import io.spendhub.authorizations.OperationKind;
import io.spendhub.authorizations.OperationView;
import io.spendhub.authorizations.Preview;
import io.spendhub.authorizations.UnlinkedRefundView;
import io.spendhub.authorizations.domain.Amounts;
import io.spendhub.authorizations.domain.Amounts.Effect;
import io.spendhub.authorizations.domain.Authorization;
import io.spendhub.authorizations.domain.AuthorizationLog;
import io.spendhub.authorizations.domain.AuthorizationLog.Changes;
import io.spendhub.authorizations.domain.SpendingFacts;
import io.spendhub.authorizations.domain.SpendingPolicy;
import io.spendhub.authorizations.domain.Verdict;
import io.spendhub.cards.CardState;
import io.spendhub.cards.Cards;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.MoneyHandler.Decisions;
import io.spendhub.ledger.MoneyHandler.Result;
import io.spendhub.ledger.Purpose;
import io.spendhub.limits.LimitBook;
import io.spendhub.limits.LimitUsage;
import io.spendhub.limits.LimitWindow;
import io.spendhub.platform.events.Event;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.wallets.WalletState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The state of one batch of purchases and operations, and what deciding them does to it. */
final class AuthorizationDecisions implements Decisions<AuthorizationCommand> {
  private static final int CREATED = 201;

  private final Journal journal;
  private final CardPostings postings;
  private final AuthorizationLog log;
  private final CardUses uses;
  private final Map<UUID, Authorization> known;
  private final Map<UUID, List<OperationView>> earlier;
  private final Map<UUID, WalletState> wallets;
  private final Set<UUID> activeHolders;
  private final LimitBook limits;

  private final List<Authorization> made = new ArrayList<>();
  private final Map<UUID, Authorization> changed = new LinkedHashMap<>();
  private final Map<UUID, List<OperationView>> operations = new LinkedHashMap<>();
  private final List<UnlinkedRefundView> refunds = new ArrayList<>();

  AuthorizationDecisions(
      Journal journal,
      AuthorizationLog log,
      Cards cardBook,
      Map<UUID, Authorization> known,
      Map<UUID, List<OperationView>> earlier,
      Map<UUID, WalletState> wallets,
      Map<UUID, CardState> cards,
      Set<UUID> activeHolders,
      LimitBook limits) {
    this.journal = journal;
    this.postings = new CardPostings(journal);
    this.log = log;
    this.known = known;
    this.earlier = new HashMap<>(earlier);
    this.wallets = wallets;
    this.uses = new CardUses(cardBook, cards);
    this.activeHolders = activeHolders;
    this.limits = limits;
  }

  @Override
  public Result decide(AuthorizationCommand command, String requestId) {
    Object view =
        switch (command) {
          case Authorize authorize -> authorize(authorize, requestId);
          case ForcePost forcePost -> forcePost(forcePost, requestId);
          case RefundUnlinked refund -> refundUnlinked(refund, requestId);
          case Operate operate -> operate(operate, requestId);
          case Expire expire -> expire(expire, requestId);
        };
    return new Result(CREATED, view);
  }

  @Override
  public void save() {
    log.save(journal.organizationId(), new Changes(made, changed.values(), operations, refunds));
    limits.save();
    uses.save(journal);
  }

  private AuthorizationView authorize(Authorize command, String requestId) {
    Purchase purchase = command.purchase();
    CardState card = uses.card(purchase.cardId());
    Verdict verdict =
        SpendingPolicy.decide(
            facts(card, command.note()), purchase, command.partialApprovalAllowed());
    Authorization authorization =
        Authorization.decided(Ids.next(), purchase, command.note(), verdict, journal.now());
    long approved = authorization.amounts().approved();
    if (approved > 0) {
      postings.make(Purpose.HOLD, authorization, Optional.empty(), approved);
      count(authorization, card, approved, 1);
      uses.use(card, purchase.merchant());
    }
    made.add(authorization);
    return raised(
        authorization.decision() == Decision.APPROVED
            ? "authorization.approved"
            : "authorization.declined",
        authorization,
        Optional.empty(),
        requestId);
  }

  /** What a purchase would be answered, and every rule that objects to it. Nothing happens. */
  Preview preview(Authorize command) {
    SpendingFacts facts = facts(uses.card(command.purchase().cardId()), command.note());
    boolean partially = command.partialApprovalAllowed();
    Verdict verdict = SpendingPolicy.decide(facts, command.purchase(), partially);
    Authorization authorization =
        Authorization.decided(
            Ids.next(), command.purchase(), command.note(), verdict, journal.now());
    List<Preview.Reason> reasons =
        SpendingPolicy.reasons(facts, command.purchase(), partially).stream()
            .map(declined -> new Preview.Reason(declined.code().code(), declined.detail()))
            .toList();
    return new Preview(authorization.view(List.of(), Optional.empty()), reasons);
  }

  private SpendingFacts facts(CardState card, Note note) {
    Instant at = note.occurredAt().orElse(journal.now());
    return facts(
        card, limits.usage(card.limitOwnerId(), at), limits.usage(card.walletId(), at), at);
  }

  /** More for a purchase counts in its own windows, and with what it counts already. */
  private SpendingFacts facts(CardState card, Authorization increased, Note note) {
    Instant at = increased.countedAt();
    long counted = increased.amounts().counted();
    return facts(
        card,
        counting(counted, limits.usage(card.limitOwnerId(), at)),
        counting(counted, limits.usage(card.walletId(), at)),
        note.occurredAt().orElse(journal.now()));
  }

  private static List<LimitUsage> counting(long counted, List<LimitUsage> limits) {
    return limits.stream()
        .map(
            limit ->
                limit.window() == LimitWindow.PER_AUTHORIZATION
                    ? limit.withUsedAmount(counted)
                    : limit)
        .toList();
  }

  private SpendingFacts facts(
      CardState card, List<LimitUsage> cardLimits, List<LimitUsage> walletLimits, Instant at) {
    return new SpendingFacts(
        wallet(card.walletId()),
        journal.balance(card.walletId()).available(),
        card,
        activeHolders.contains(card.holderId()),
        cardLimits,
        walletLimits,
        journal.now(),
        at);
  }

  private AuthorizationView forcePost(ForcePost command, String requestId) {
    Purchase purchase = command.purchase();
    CardState card = uses.card(purchase.cardId());
    requireCurrency(purchase);
    Authorization authorization =
        Authorization.forcePosted(Ids.next(), purchase, command.note(), journal.now());
    postings.raisingOverdraft(
        purchase.walletId(),
        requestId,
        () ->
            postings.make(Purpose.FORCE_POST, authorization, Optional.empty(), purchase.amount()));
    count(authorization, card, purchase.amount(), 1);
    uses.use(card, purchase.merchant());
    made.add(authorization);
    return raised("authorization.force_posted", authorization, Optional.empty(), requestId);
  }

  private UnlinkedRefundView refundUnlinked(RefundUnlinked command, String requestId) {
    Purchase purchase = command.purchase();
    requireCurrency(purchase);
    UnlinkedRefundView refund =
        new UnlinkedRefundView(
            Ids.next(),
            purchase.cardId(),
            purchase.walletId(),
            purchase.amount(),
            purchase.currency(),
            purchase.merchant(),
            command.note().original(),
            command.note().networkReference(),
            command.note().metadata(),
            command.note().occurredAt(),
            journal.now());
    postings.makeUnlinkedRefund(refund);
    refunds.add(refund);
    journal.raise(new Event("authorization.refund_unlinked", refund.id(), requestId, refund));
    return refund;
  }

  private AuthorizationView operate(Operate command, String requestId) {
    Authorization before = known(command.authorizationId());
    if (command.kind() == OperationKind.INCREMENT) {
      return increment(command, before, requestId);
    }
    Amounts amounts = before.amounts();
    Effect effect =
        switch (command.kind()) {
          case CLEARING -> amounts.clear(command.amount(), command.last());
          case REVERSAL -> amounts.reverse(command.amount());
          case REFUND -> amounts.refund(command.amount());
          case INCREMENT, EXPIRY ->
              throw new IllegalArgumentException("not for here: " + command.kind());
        };
    OperationView operation = operation(command, Optional.empty(), effect.late());
    return applied(before, effect, operation, eventOf(command.kind()), requestId);
  }

  private AuthorizationView increment(Operate command, Authorization before, String requestId) {
    Amounts amounts = before.amounts();
    Effect none = amounts.nothing();
    CardState card = uses.card(before.purchase().cardId());
    Verdict verdict =
        SpendingPolicy.decideIncrement(
            facts(card, before, command.note()), before.purchase().withAmount(command.amount()));
    return switch (verdict) {
      case Verdict.Approved(long amount) ->
          applied(
              before,
              amounts.increment(amount),
              operation(command, Optional.empty(), false),
              "authorization.incremented",
              requestId);
      case Verdict.Declined(DeclineCode code, Optional<DeclineDetail> detail) ->
          applied(
              before,
              none,
              operation(command, Optional.of(code), false),
              "authorization.increment_declined",
              requestId);
    };
  }

  private AuthorizationView expire(Expire command, String requestId) {
    Authorization before = known(command.authorizationId());
    Effect effect = before.amounts().expire();
    boolean due = before.expiresAt().filter(end -> !end.isAfter(journal.now())).isPresent();
    if (!due || effect.released() == 0) {
      return before.view(List.of(), Optional.empty());
    }
    OperationView operation =
        new OperationView(
            Ids.next(),
            OperationKind.EXPIRY,
            effect.released(),
            Decision.APPROVED,
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            journal.now());
    return applied(before, effect, operation, "authorization.expired", requestId);
  }

  private AuthorizationView applied(
      Authorization before,
      Effect effect,
      OperationView operation,
      String event,
      String requestId) {
    Authorization after = before.with(effect.after());
    UUID walletId = before.purchase().walletId();
    postings.raisingOverdraft(
        walletId, requestId, () -> postings.make(after, operation.id(), effect));
    long counted = effect.after().counted() - before.amounts().counted();
    count(after, uses.card(after.purchase().cardId()), counted, 0);
    known.put(after.id(), after);
    changed.put(after.id(), after);
    operations.computeIfAbsent(after.id(), id -> new ArrayList<>()).add(operation);
    return raised(event, after, Optional.of(operation), requestId);
  }

  private static String eventOf(OperationKind kind) {
    return switch (kind) {
      case INCREMENT -> "authorization.incremented";
      case CLEARING -> "authorization.cleared";
      case REVERSAL -> "authorization.reversed";
      case REFUND -> "authorization.refunded";
      case EXPIRY -> "authorization.expired";
    };
  }

  private OperationView operation(Operate command, Optional<DeclineCode> declined, boolean late) {
    return new OperationView(
        Ids.next(),
        command.kind(),
        command.amount(),
        declined.isPresent() ? Decision.DECLINED : Decision.APPROVED,
        declined.map(DeclineCode::code),
        late,
        command.note().original(),
        command.note().networkReference(),
        command.note().metadata(),
        command.note().occurredAt(),
        journal.now());
  }

  private Authorization known(UUID authorizationId) {
    return Objects.requireNonNull(known.get(authorizationId), "it was found before");
  }

  private void count(Authorization authorization, CardState card, long amount, int count) {
    limits.count(card.limitOwnerId(), authorization.countedAt(), amount, count);
    limits.count(card.walletId(), authorization.countedAt(), amount, count);
  }

  private AuthorizationView raised(
      String event,
      Authorization authorization,
      Optional<OperationView> operation,
      String requestId) {
    List<OperationView> shown =
        new ArrayList<>(earlier.getOrDefault(authorization.id(), List.of()));
    operation.ifPresent(shown::add);
    if (shown.size() > AuthorizationView.OPERATIONS_SHOWN) {
      shown.removeFirst();
    }
    earlier.put(authorization.id(), shown);
    journal.raise(
        new Event(event, authorization.id(), requestId, authorization.view(List.of(), operation)));
    return authorization.view(List.copyOf(shown), operation);
  }

  private void requireCurrency(Purchase purchase) {
    WalletState wallet = wallet(purchase.walletId());
    if (!wallet.currency().equals(purchase.currency())) {
      throw Refusal.unprocessable(
          "currency_mismatch", "The wallet's currency is " + wallet.currency() + ".");
    }
  }

  private WalletState wallet(UUID walletId) {
    return Objects.requireNonNull(wallets.get(walletId), "a card's wallet exists");
  }
}
