package io.spendhub.authorizations.command;

import io.spendhub.authorizations.AuthorizationCommand;
import io.spendhub.authorizations.AuthorizationCommand.Authorize;
import io.spendhub.authorizations.AuthorizationCommand.Expire;
import io.spendhub.authorizations.AuthorizationCommand.ForcePost;
import io.spendhub.authorizations.AuthorizationCommand.Operate;
import io.spendhub.authorizations.AuthorizationCommand.Purchase;
import io.spendhub.authorizations.AuthorizationCommand.RefundUnlinked;
import io.spendhub.authorizations.AuthorizationView;
import io.spendhub.authorizations.Decision;
import io.spendhub.authorizations.DeclineCode;
import io.spendhub.authorizations.DeclineDetail;
import io.spendhub.authorizations.OperationKind;
import io.spendhub.authorizations.OperationView;
import io.spendhub.authorizations.PreviewView;
import io.spendhub.authorizations.UnlinkedRefundView;
import io.spendhub.authorizations.domain.Amounts;
import io.spendhub.authorizations.domain.Amounts.Effect;
import io.spendhub.authorizations.domain.Authorization;
import io.spendhub.authorizations.domain.AuthorizationLog.Changes;
import io.spendhub.authorizations.domain.SpendingFacts;
import io.spendhub.authorizations.domain.SpendingPolicy;
import io.spendhub.authorizations.domain.Verdict;
import io.spendhub.cards.CardState;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.MoneyHandler.Decisions;
import io.spendhub.platform.events.Event;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.CardOffer;
import io.spendhub.wallets.WalletState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The state of one batch of purchases and operations, and what deciding them does to it. */
final class AuthorizationDecisions implements Decisions<AuthorizationCommand> {
  private final Journal journal;
  private final CardPostings postings;
  private final CardUses uses;
  private final Map<UUID, Authorization> known;
  private final Map<UUID, List<OperationView>> earlier;
  private final SpendingState spending;
  private final VoucherParts vouchers;

  private final List<Authorization> made;
  private final Map<UUID, Authorization> changed;
  private final Map<UUID, List<OperationView>> operations;
  private final List<UnlinkedRefundView> refunds;

  AuthorizationDecisions(
      Journal journal,
      Map<UUID, Authorization> known,
      Map<UUID, List<OperationView>> earlier,
      CardUses uses,
      SpendingState spending,
      VoucherParts vouchers) {
    this.journal = journal;
    this.postings = new CardPostings(journal);
    this.known = journal.undo().map(known);
    this.earlier = journal.undo().map(earlier);
    this.uses = uses;
    this.spending = spending;
    this.vouchers = vouchers;
    this.made = journal.undo().list();
    this.changed = journal.undo().map();
    this.operations = journal.undo().map();
    this.refunds = journal.undo().list();
  }

  @Override
  public Outcome<Object> decide(AuthorizationCommand command, String requestId) {
    Object view =
        switch (command) {
          case Authorize authorize -> authorize(authorize, requestId);
          case ForcePost forcePost -> forcePost(forcePost, requestId);
          case RefundUnlinked refund -> refundUnlinked(refund, requestId);
          case Operate operate -> operate(operate, requestId);
          case Expire expire -> expire(expire, requestId);
        };
    return Outcome.created(view);
  }

  /** All that was decided, to be saved. */
  Changes changes() {
    return new Changes(made, changed.values(), operations, refunds);
  }

  private AuthorizationView authorize(Authorize command, String requestId) {
    Purchase purchase = command.purchase();
    CardState card = uses.card(purchase.cardId());
    Optional<CardOffer> offer = vouchers.offer(command, card);
    Verdict verdict =
        SpendingPolicy.decide(
            spending.facts(card, offer, command.note()),
            purchase,
            command.partialApprovalAllowed());
    Authorization authorization =
        Authorization.decided(Ids.next(), purchase, command.note(), verdict, journal.now());
    long approved = authorization.amounts().approved();
    if (approved > 0) {
      authorization = VoucherParts.promised(authorization, command, card, offer);
      postings.hold(authorization);
      vouchers.redeem(authorization, command, card, requestId);
      uses.use(card, purchase.merchant());
    }
    made.add(authorization);
    AuthorizationView view =
        raised(decidedEvent(authorization), authorization, Optional.empty(), requestId);
    if (authorization.decision() == Decision.APPROVED) {
      spending.count(authorization, card, approved, 1, requestId);
    }
    return view;
  }

  private static String decidedEvent(Authorization authorization) {
    return switch (authorization.amounts().status()) {
      case DECLINED -> "authorization.declined";
      case VERIFIED -> "authorization.verified";
      case PENDING, PARTIALLY_CLEARED, CLEARED, REVERSED, EXPIRED -> "authorization.approved";
    };
  }

  /** What a purchase would be answered, and every rule that objects to it. Nothing happens. */
  PreviewView preview(Authorize command) {
    CardState card = uses.card(command.purchase().cardId());
    Optional<CardOffer> offer = vouchers.offer(command, card);
    SpendingFacts facts = spending.facts(card, offer, command.note());
    boolean partially = command.partialApprovalAllowed();
    Verdict verdict = SpendingPolicy.decide(facts, command.purchase(), partially);
    Authorization authorization =
        Authorization.decided(
            Ids.next(), command.purchase(), command.note(), verdict, journal.now());
    List<PreviewView.DeclineReason> reasons =
        SpendingPolicy.reasons(facts, command.purchase(), partially).stream()
            .map(
                declined ->
                    new PreviewView.DeclineReason(declined.code().code(), declined.detail()))
            .toList();
    return PreviewView.of(
        authorization.view(List.of(), Optional.empty()),
        VoucherParts.promised(command, card, offer, authorization.amounts().approved()),
        reasons);
  }

  private AuthorizationView forcePost(ForcePost command, String requestId) {
    Purchase purchase = command.purchase();
    CardState card = uses.card(purchase.cardId());
    requireCurrency(purchase);
    Authorization authorization =
        Authorization.forcePosted(Ids.next(), purchase, command.note(), journal.now());
    postings.raisingOverdraft(
        purchase.walletId(), requestId, () -> postings.forcePost(authorization));
    uses.use(card, purchase.merchant());
    made.add(authorization);
    AuthorizationView view =
        raised("authorization.force_posted", authorization, Optional.empty(), requestId);
    spending.count(authorization, card, purchase.amount(), 1, requestId);
    return view;
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
            spending.facts(card, before, command.note()),
            before.purchase().withAmount(command.amount()));
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
            Optional.empty(),
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
        walletId, requestId, () -> postings.make(before, operation.id(), effect));
    known.put(after.id(), after);
    changed.put(after.id(), after);
    operations.computeIfAbsent(after.id(), id -> journal.undo().list()).add(operation);
    AuthorizationView view = raised(event, after, Optional.of(operation), requestId);
    long counted = effect.after().counted() - before.amounts().counted();
    spending.count(after, uses.card(after.purchase().cardId()), counted, 0, requestId);
    vouchers.settle(after, requestId);
    return view;
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
        Optional.of(command.note().metadata()).filter(metadata -> !metadata.isEmpty()),
        command.note().occurredAt(),
        journal.now());
  }

  private Authorization known(UUID authorizationId) {
    Authorization found = known.get(authorizationId);
    if (found == null) {
      // It was remembered, and lost in a failover.
      throw Refusal.notFound("authorization");
    }
    return found;
  }

  private AuthorizationView raised(
      String event,
      Authorization authorization,
      Optional<OperationView> operation,
      String requestId) {
    List<OperationView> shown =
        new ArrayList<>(earlier.getOrDefault(authorization.id(), List.of()));
    operation.map(OperationView::withoutMetadata).ifPresent(shown::add);
    if (shown.size() > AuthorizationView.OPERATIONS_SHOWN) {
      shown.removeFirst();
    }
    earlier.put(authorization.id(), shown);
    journal.raise(
        new Event(event, authorization.id(), requestId, authorization.view(List.of(), operation)));
    return authorization.view(List.copyOf(shown), operation);
  }

  private void requireCurrency(Purchase purchase) {
    WalletState wallet = spending.wallet(purchase.walletId());
    if (!wallet.currency().equals(purchase.currency())) {
      throw Refusal.unprocessable(
          "currency_mismatch", "The wallet's currency is " + wallet.currency() + ".");
    }
  }
}
