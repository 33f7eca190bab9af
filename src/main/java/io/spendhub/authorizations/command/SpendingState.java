package io.spendhub.authorizations.command;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.spendhub.authorizations.AuthorizationCommand.Note;
import io.spendhub.authorizations.DeclineDetail.LimitOwner;
import io.spendhub.authorizations.LimitThresholdReached;
import io.spendhub.authorizations.domain.Authorization;
import io.spendhub.authorizations.domain.SpendingFacts;
import io.spendhub.cards.CardState;
import io.spendhub.ledger.Journal;
import io.spendhub.limits.LimitBook;
import io.spendhub.limits.LimitCrossing;
import io.spendhub.limits.LimitUsage;
import io.spendhub.limits.LimitWindow;
import io.spendhub.platform.events.Event;
import io.spendhub.vouchers.CardOffer;
import io.spendhub.wallets.WalletState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the purchases of a batch are decided on, each finding it as the one before left it: wallets,
 * holders and limits.
 */
// No signature names the event, and a native binary writes only what it was told of.
@RegisterForReflection(targets = LimitThresholdReached.class)
record SpendingState(
    Journal journal, Map<UUID, WalletState> wallets, Set<UUID> activeHolders, LimitBook limits) {

  WalletState wallet(UUID walletId) {
    return Objects.requireNonNull(wallets.get(walletId), "a card's wallet exists");
  }

  SpendingFacts facts(CardState card, Optional<CardOffer> voucher, Note note) {
    Instant at = note.occurredAt().orElse(journal.now());
    return facts(
        card,
        limits.usage(card.limitOwnerId(), at),
        limits.usage(card.walletId(), at),
        voucher,
        at);
  }

  /** More for a purchase counts in its own windows, and with what it counts already. */
  SpendingFacts facts(CardState card, Authorization increased, Note note) {
    Instant at = increased.countedAt();
    long counted = increased.amounts().counted();
    return facts(
        card,
        counting(counted, limits.usage(card.limitOwnerId(), at)),
        counting(counted, limits.usage(card.walletId(), at)),
        Optional.empty(),
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
      CardState card,
      List<LimitUsage> cardLimits,
      List<LimitUsage> walletLimits,
      Optional<CardOffer> voucher,
      Instant at) {
    return new SpendingFacts(
        wallet(card.walletId()),
        journal.balance(card.walletId()).available(),
        card,
        activeHolders.contains(card.holderId()),
        cardLimits,
        walletLimits,
        voucher,
        journal.now(),
        at);
  }

  /**
   * Counts what was spent or given back against the limits of the card and its wallet, and tells of
   * thresholds that it crossed.
   *
   * @param amount minor units, negative to give back
   * @param count authorizations, 0 or 1
   */
  void count(
      Authorization authorization, CardState card, long amount, int count, String requestId) {
    Instant at = authorization.countedAt();
    for (LimitCrossing crossing : limits.count(card.limitOwnerId(), at, amount, count)) {
      raise(LimitOwner.CARD, card.id(), crossing, authorization, requestId);
    }
    for (LimitCrossing crossing : limits.count(card.walletId(), at, amount, count)) {
      raise(LimitOwner.WALLET, card.walletId(), crossing, authorization, requestId);
    }
  }

  private void raise(
      LimitOwner owner,
      UUID ownerId,
      LimitCrossing crossing,
      Authorization authorization,
      String requestId) {
    LimitThresholdReached reached =
        LimitThresholdReached.of(
            owner,
            ownerId,
            crossing,
            journal.currency(authorization.purchase().walletId()),
            authorization.id());
    journal.raise(new Event(LimitThresholdReached.TYPE, ownerId, requestId, reached));
  }
}
