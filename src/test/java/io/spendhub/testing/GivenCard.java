package io.spendhub.testing;

import static io.spendhub.testing.GivenLimit.aLimit;

import io.spendhub.authorizations.domain.SpendingFacts;
import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardState;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardType;
import io.spendhub.limits.LimitUsage;
import io.spendhub.limits.LimitWindow;
import io.spendhub.shared.Merchant;
import io.spendhub.vouchers.CardOffer;
import io.spendhub.wallets.WalletState;
import io.spendhub.wallets.WalletStatus;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A card, its wallet and the limits of both as a purchase finds them. What a test leaves unsaid
 * stands in the way of nothing: all is active, without limits or controls, the card never expires,
 * and the wallet has a million pounds.
 *
 * @param occurredAt when the purchase happens, which is decided on at {@link #NOW}
 */
public record GivenCard(
    CardState state,
    boolean holderActive,
    WalletStatus walletStatus,
    Price available,
    List<GivenLimit> limits,
    List<GivenLimit> walletLimits,
    Instant occurredAt,
    Optional<CardOffer> voucher) {

  public static final UUID CARD = new UUID(0, 1);
  public static final UUID WALLET = new UUID(0, 2);

  /** A Monday. */
  public static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private static final CardState UNHINDERED =
      new CardState(
          CARD,
          WALLET,
          new UUID(0, 3),
          CARD,
          CardType.VIRTUAL,
          CardStatus.ACTIVE,
          Optional.empty(),
          CardControls.NONE,
          Optional.empty());

  public static GivenCard aCard() {
    return new GivenCard(
        UNHINDERED,
        true,
        WalletStatus.ACTIVE,
        Price.gbp(1_000_000),
        List.of(),
        List.of(),
        NOW,
        Optional.empty());
  }

  public GivenCard inStatus(CardStatus other) {
    return with(state.type(), other, state.expiry(), state.controls());
  }

  public GivenCard ofType(CardType other) {
    return with(other, state.status(), state.expiry(), state.controls());
  }

  /** The last month in which the card may be used. */
  public GivenCard expiringAfter(YearMonth month) {
    return with(state.type(), state.status(), Optional.of(month), state.controls());
  }

  /** Controls beside those that it has. */
  public GivenCard with(CardControls more) {
    return with(
        state.type(), state.status(), state.expiry(), GivenControls.merged(state.controls(), more));
  }

  /** Something was bought with it before, or with a card that it replaces. */
  public GivenCard usedAt(Merchant merchant) {
    return with(state.boundTo(merchant));
  }

  public GivenCard ofAnInactiveHolder() {
    return new GivenCard(
        state, false, walletStatus, available, limits, walletLimits, occurredAt, voucher);
  }

  public GivenCard onAWalletInStatus(WalletStatus other) {
    return new GivenCard(
        state, holderActive, other, available, limits, walletLimits, occurredAt, voucher);
  }

  /** What the wallet has available; its currency is the wallet's. */
  public GivenCard onAWalletWith(Price other) {
    return new GivenCard(
        state, holderActive, walletStatus, other, limits, walletLimits, occurredAt, voucher);
  }

  public GivenCard withDailyLimit(Price most) {
    return with(aLimit(LimitWindow.DAILY).of(most));
  }

  public GivenCard with(GivenLimit limit) {
    return new GivenCard(
        state,
        holderActive,
        walletStatus,
        available,
        and(limits, limit),
        walletLimits,
        occurredAt,
        voucher);
  }

  public GivenCard onAWalletWith(GivenLimit limit) {
    return new GivenCard(
        state,
        holderActive,
        walletStatus,
        available,
        limits,
        and(walletLimits, limit),
        occurredAt,
        voucher);
  }

  /** The purchase happened then, and is told now. */
  public GivenCard whenUsedAt(Instant earlier) {
    return new GivenCard(
        state, holderActive, walletStatus, available, limits, walletLimits, earlier, voucher);
  }

  /** The purchase names a voucher that says this. */
  public GivenCard withAVoucherThat(CardOffer says) {
    return new GivenCard(
        state,
        holderActive,
        walletStatus,
        available,
        limits,
        walletLimits,
        occurredAt,
        Optional.of(says));
  }

  /** All that a purchase with this card is decided on. */
  public SpendingFacts facts() {
    return new SpendingFacts(
        new WalletState(WALLET, walletStatus, available.currency()),
        available.amount(),
        state,
        holderActive,
        usages(limits, CARD),
        usages(walletLimits, WALLET),
        voucher,
        NOW,
        occurredAt);
  }

  private GivenCard with(
      CardType type, CardStatus status, Optional<YearMonth> expiry, CardControls controls) {
    return with(
        new CardState(
            CARD,
            WALLET,
            state.holderId(),
            state.limitOwnerId(),
            type,
            status,
            expiry,
            controls,
            state.firstUse()));
  }

  private GivenCard with(CardState other) {
    return new GivenCard(
        other, holderActive, walletStatus, available, limits, walletLimits, occurredAt, voucher);
  }

  private static List<GivenLimit> and(List<GivenLimit> limits, GivenLimit more) {
    List<GivenLimit> all = new ArrayList<>(limits);
    all.add(more);
    return List.copyOf(all);
  }

  /** Decisions are promised the limits of an owner in the order of their windows. */
  private static List<LimitUsage> usages(List<GivenLimit> limits, UUID ownerId) {
    return limits.stream()
        .sorted(Comparator.comparing(GivenLimit::window))
        .map(limit -> limit.usage(ownerId))
        .toList();
  }
}
