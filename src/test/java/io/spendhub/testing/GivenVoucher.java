package io.spendhub.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.CampaignLimits;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.campaigns.Discount;
import io.spendhub.vouchers.campaigns.Rule;
import io.spendhub.vouchers.campaigns.Schedule;
import io.spendhub.vouchers.campaigns.Stacking;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.campaigns.domain.CampaignUsage;
import io.spendhub.vouchers.codes.CodeFormat;
import io.spendhub.vouchers.people.domain.HolderState;
import io.spendhub.vouchers.people.domain.HolderUsage;
import io.spendhub.vouchers.redemptions.FailureCode;
import io.spendhub.vouchers.redemptions.VoucherStatus;
import io.spendhub.vouchers.redemptions.domain.OrderUse;
import io.spendhub.vouchers.redemptions.domain.RedemptionFacts;
import io.spendhub.vouchers.redemptions.domain.RedemptionPolicy;
import io.spendhub.vouchers.redemptions.domain.Reservation;
import io.spendhub.vouchers.redemptions.domain.Verdict;
import io.spendhub.vouchers.redemptions.domain.Verdict.Accepted;
import io.spendhub.vouchers.redemptions.domain.Verdict.Failed;
import io.spendhub.vouchers.redemptions.domain.Voucher;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A voucher, its campaign, and what it is used for. What a test leaves unsaid stands in nobody's
 * way: all is active, without limits, rules or times, nobody used anything, and nobody is named.
 * What is said changes a copy.
 */
public final class GivenVoucher implements Cloneable {
  /** A Monday. */
  public static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private static final UUID CAMPAIGN = new UUID(0, 1);
  private static final UUID ANOTHER_VOUCHER = new UUID(0, 4);
  private static final UUID VOUCHER = new UUID(0, 2);
  private static final UUID RESERVATION = new UUID(0, 3);
  private static final Schedule ALWAYS =
      new Schedule(
          Optional.empty(), Optional.empty(), "UTC", Set.of(), Optional.empty(), Optional.empty());

  private final CampaignType type;
  private Optional<Discount> discount = Optional.empty();
  private CampaignStatus campaignStatus = CampaignStatus.ACTIVE;
  private Schedule schedule = ALWAYS;
  private CampaignLimits limits = CampaignLimits.NONE;
  private Optional<Rule> rules = Optional.empty();
  private Stacking stacking = Stacking.ALONE;
  private CampaignUsage usage = new CampaignUsage(1, 0, 0, 0, 0, 0, Optional.empty());

  private VoucherStatus status = VoucherStatus.ACTIVE;
  private Optional<String> owner = Optional.empty();
  private Optional<Instant> expiresAt = Optional.empty();
  private long balance;
  private long reservedAmount;
  private long redemptions;
  private long reserved;

  private boolean blocked;
  private HolderUsage holderUsage = HolderUsage.NONE;
  private boolean shopAccepts = true;
  private List<OrderUse> others = List.of();
  private Optional<Reservation> reservation = Optional.empty();
  private Optional<String> walletCurrency = Optional.empty();
  private Instant now = NOW;

  private Optional<String> holder = Optional.empty();
  private Optional<String> shop = Optional.empty();
  private Optional<Order> order = Optional.empty();
  private OptionalLong amount = OptionalLong.empty();

  private GivenVoucher(CampaignType type) {
    this.type = type;
  }

  /** One that gives 5 pounds. */
  public static GivenVoucher aVoucherOf(CampaignType type) {
    return switch (type) {
      case DISCOUNT -> aVoucherFor(GivenTerms.off(Price.gbp(5)));
      case GIFT_CARD -> aGiftCardOf(Price.gbp(5));
      case WALLET_CREDIT -> aWalletCreditOf(Price.gbp(5));
    };
  }

  /** Takes something off an order of 100 pounds. */
  public static GivenVoucher aVoucherFor(Discount discount) {
    GivenVoucher voucher = new GivenVoucher(CampaignType.DISCOUNT);
    voucher.discount = Optional.of(discount);
    return voucher.on(Price.gbp(100));
  }

  public static GivenVoucher aGiftCardOf(Price carried) {
    GivenVoucher voucher = new GivenVoucher(CampaignType.GIFT_CARD);
    voucher.balance = carried.amount();
    return voucher;
  }

  /** Goes to a wallet in pounds. */
  public static GivenVoucher aWalletCreditOf(Price carried) {
    GivenVoucher voucher = new GivenVoucher(CampaignType.WALLET_CREDIT);
    voucher.balance = carried.amount();
    voucher.walletCurrency = Optional.of("GBP");
    return voucher;
  }

  public GivenVoucher ofACampaignThatIs(CampaignStatus other) {
    return with(it -> it.campaignStatus = other);
  }

  public GivenVoucher disabled() {
    return with(it -> it.status = VoucherStatus.DISABLED);
  }

  public GivenVoucher startingAt(Instant start) {
    return with(Optional.of(start), schedule.endsAt(), schedule.weekdays());
  }

  public GivenVoucher endingAt(Instant end) {
    return with(schedule.startsAt(), Optional.of(end), schedule.weekdays());
  }

  public GivenVoucher openOn(DayOfWeek... days) {
    return with(schedule.startsAt(), schedule.endsAt(), Set.of(days));
  }

  public GivenVoucher during(Schedule other) {
    return with(it -> it.schedule = other);
  }

  /** The voucher's own end, whatever its campaign's is. */
  public GivenVoucher expiringAt(Instant end) {
    return with(it -> it.expiresAt = Optional.of(end));
  }

  public GivenVoucher givenTo(String name) {
    return with(it -> it.owner = Optional.of(name));
  }

  public GivenVoucher asking(Rule rule) {
    return with(it -> it.rules = Optional.of(rule));
  }

  public GivenVoucher that(Stacking other) {
    return with(it -> it.stacking = other);
  }

  /** The campaign has so many redemptions in all, of which some are gone or reserved. */
  public GivenVoucher limitedTo(long most, long used, long kept) {
    return with(
        it -> {
          it.limits =
              new CampaignLimits(
                  OptionalLong.of(most),
                  limits.perVoucher(),
                  limits.perHolder(),
                  limits.budgetAmount());
          it.usage = usage.plusRedeemed(used, 0).plusReserved(kept, 0);
        });
  }

  /** So it is for each voucher. */
  public GivenVoucher limitedPerVoucherTo(long most, long used, long kept) {
    return with(
        it -> {
          it.limits =
              new CampaignLimits(
                  limits.redemptions(),
                  OptionalLong.of(most),
                  limits.perHolder(),
                  limits.budgetAmount());
          it.redemptions = redemptions + used;
          it.reserved = reserved + kept;
        });
  }

  /** So it is for each holder. */
  public GivenVoucher limitedPerHolderTo(long most, long used, long kept) {
    return with(
        it -> {
          it.limits =
              new CampaignLimits(
                  limits.redemptions(),
                  limits.perVoucher(),
                  OptionalLong.of(most),
                  limits.budgetAmount());
          it.holderUsage = holderUsage.plusRedeemed(used).plusReserved(kept);
        });
  }

  public GivenVoucher withABudgetOf(Price most) {
    return with(
        it ->
            it.limits =
                new CampaignLimits(
                    limits.redemptions(),
                    limits.perVoucher(),
                    limits.perHolder(),
                    OptionalLong.of(most.amount())));
  }

  /** What the campaign has given before, and what of its budget reservations hold. */
  public GivenVoucher after(Price spent, Price kept) {
    return with(
        it -> it.usage = usage.plusRedeemed(0, spent.amount()).plusReserved(0, kept.amount()));
  }

  /** It was redeemed before. */
  public GivenVoucher redeemed(long times) {
    return with(it -> it.redemptions = redemptions + times);
  }

  /** Others have reserved something of what it carries. */
  public GivenVoucher reservedByOthers(Price kept) {
    return with(it -> it.reservedAmount = reservedAmount + kept.amount());
  }

  /** The caller has reserved a use, and an amount, and redeems that now. */
  public GivenVoucher reservedBefore(Price kept) {
    return with(
        it -> {
          VoucherUse use = new VoucherUse(holder, shop, order, amount, Map.of());
          Reservation own =
              new Reservation(
                  RESERVATION,
                  CAMPAIGN,
                  VOUCHER,
                  kept.amount(),
                  use,
                  Reservation.Status.ACTIVE,
                  NOW.plusSeconds(1),
                  NOW);
          it.reservation = Optional.of(own);
          it.usage = usage.plusReserved(1, kept.amount());
          it.holderUsage = holder.isPresent() ? holderUsage.plusReserved(1) : holderUsage;
          it.reserved = reserved + 1;
          it.reservedAmount = reservedAmount + (type.carriesBalance() ? kept.amount() : 0);
        });
  }

  public GivenVoucher usedBy(String name) {
    return with(it -> it.holder = Optional.of(name));
  }

  public GivenVoucher usedByABlockedHolder(String name) {
    return usedBy(name).with(it -> it.blocked = true);
  }

  public GivenVoucher atAShopThatDoesNotTakeIt() {
    return with(
        it -> {
          it.shop = Optional.of("elsewhere");
          it.shopAccepts = false;
        });
  }

  /** What is to be paid for, before any voucher. */
  public GivenVoucher on(Price price) {
    Order paid =
        new Order(Optional.of("order-1"), price.amount(), price.currency(), List.of(), Map.of());
    return with(it -> it.order = Optional.of(paid));
  }

  public GivenVoucher onNoOrder() {
    return with(it -> it.order = Optional.empty());
  }

  /** Another voucher pays a part of the order already. */
  public GivenVoucher beside(Price paid, Stacking other) {
    OrderUse another = new OrderUse(ANOTHER_VOUCHER, paid.amount(), other);
    return with(it -> it.others = Stream.concat(others.stream(), Stream.of(another)).toList());
  }

  public GivenVoucher asking(Price part) {
    return with(it -> it.amount = OptionalLong.of(part.amount()));
  }

  public GivenVoucher toAWalletIn(String currency) {
    return with(it -> it.walletCurrency = Optional.of(currency));
  }

  public GivenVoucher at(Instant time) {
    return with(it -> it.now = time);
  }

  /** It works, and gives this. */
  public void gives(Price expected) {
    assertThat(decided()).isEqualTo(new Accepted(expected.amount()));
  }

  /** It does not work, for this reason. */
  public void failsAs(FailureCode code) {
    assertThat(decided())
        .isInstanceOfSatisfying(Failed.class, it -> assertThat(it.code()).isEqualTo(code));
  }

  /** What is asked makes no sense, and is not even recorded. */
  public void isRefusedAs(String code) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(this::decided)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  public Verdict decided() {
    return RedemptionPolicy.decide(facts(), use());
  }

  /** Whether it is among those that a shop may accept now, whatever the order. */
  public boolean isApplicable() {
    return RedemptionPolicy.isApplicable(facts(), use());
  }

  public VoucherUse use() {
    return new VoucherUse(holder, shop, order, amount, Map.of());
  }

  /** All that this use of the voucher is decided on. */
  public RedemptionFacts facts() {
    OptionalLong carried = type.carriesBalance() ? OptionalLong.of(1) : OptionalLong.empty();
    CampaignTerms terms =
        new CampaignTerms(discount, carried, CodeFormat.DEFAULT, schedule, limits, rules, stacking);
    Voucher voucher =
        new Voucher(
            VOUCHER,
            CAMPAIGN,
            Optional.of("SPRING"),
            status,
            owner,
            Optional.empty(),
            expiresAt,
            balance,
            balance,
            reservedAmount,
            redemptions,
            reserved,
            Optional.empty(),
            NOW);
    return new RedemptionFacts(
        new CampaignState(CAMPAIGN, "Spring", type, campaignStatus, "GBP", terms),
        usage,
        voucher,
        new HolderState(blocked, Map.of()),
        holderUsage,
        shopAccepts,
        others,
        reservation,
        walletCurrency,
        now);
  }

  private GivenVoucher with(
      Optional<Instant> startsAt, Optional<Instant> endsAt, Set<DayOfWeek> days) {
    return during(
        new Schedule(
            startsAt, endsAt, schedule.timezone(), days, schedule.hours(), schedule.validFor()));
  }

  private GivenVoucher with(Consumer<GivenVoucher> change) {
    try {
      GivenVoucher copy = (GivenVoucher) super.clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException never) {
      throw new AssertionError(never);
    }
  }
}
