package io.spendhub.vouchers.redemptions.domain;

import static io.spendhub.testing.GivenVoucher.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.CampaignLimits;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.campaigns.Schedule;
import io.spendhub.vouchers.campaigns.Stacking;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.campaigns.domain.CampaignUsage;
import io.spendhub.vouchers.codes.CodeFormat;
import io.spendhub.vouchers.people.domain.ShopDirectory;
import io.spendhub.vouchers.redemptions.RedemptionView.Status;
import io.spendhub.vouchers.redemptions.VoucherStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a voucher carries and whose it is, and what becomes of its uses. */
class VoucherTest {
  private static final UUID ID = new UUID(0, 1);
  private static final Instant LATER = NOW.plus(Duration.ofDays(1));
  private static final VoucherUse BY_ANN =
      new VoucherUse(
          Optional.of("ann"), Optional.empty(), Optional.empty(), OptionalLong.empty(), Map.of());

  /** Gift cards that are valid for 30 days. */
  private static final CampaignState CAMPAIGN =
      new CampaignState(
          new UUID(0, 2),
          "Spring",
          CampaignType.GIFT_CARD,
          CampaignStatus.ACTIVE,
          "GBP",
          new CampaignTerms(
              Optional.empty(),
              OptionalLong.of(50),
              CodeFormat.DEFAULT,
              new Schedule(
                  Optional.empty(),
                  Optional.empty(),
                  "UTC",
                  Set.of(),
                  Optional.empty(),
                  Optional.of(Period.ofDays(30))),
              CampaignLimits.NONE,
              Optional.empty(),
              Stacking.ALONE));

  private static final Voucher CARD = issued(Optional.empty(), Optional.empty());

  @Test
  void a_voucher_that_is_given_at_once_is_valid_from_then() {
    Voucher given = issued(Optional.of("ann"), Optional.empty());

    assertThat(given.holder()).contains("ann");
    assertThat(given.publishedAt()).contains(NOW);
    assertThat(given.expiresAt()).contains(NOW.plus(Duration.ofDays(30)));
    assertThat(CARD.expiresAt()).isEmpty();
  }

  @Test
  void an_end_of_its_own_stays_when_a_voucher_is_given() {
    assertThat(issued(Optional.of("ann"), Optional.of(LATER)).expiresAt()).contains(LATER);
    assertThat(CARD.givenTo("bob", NOW, Optional.of(LATER)).expiresAt()).contains(LATER);
    assertThat(
            issued(Optional.empty(), Optional.of(NOW))
                .givenTo("bob", NOW, Optional.of(LATER))
                .expiresAt())
        .contains(NOW);
  }

  @Test
  void what_is_reserved_is_carried_but_cannot_be_spent() {
    Voucher reserved = CARD.plusReserved(1, 20);

    assertThat(reserved.balance()).isEqualTo(50);
    assertThat(reserved.spendable()).isEqualTo(30);
    assertThat(reserved.reserved()).isEqualTo(1);
    assertThat(reserved.plusReserved(-1, -20)).isEqualTo(CARD);
  }

  @Test
  void what_is_redeemed_is_gone_until_it_is_given_back() {
    Voucher redeemed = CARD.plusRedeemed(1, 20);

    assertThat(redeemed.balance()).isEqualTo(30);
    assertThat(redeemed.amount()).isEqualTo(50);
    assertThat(redeemed.redemptions()).isEqualTo(1);
    assertThat(redeemed.plusRedeemed(-1, -20)).isEqualTo(CARD);
  }

  @Test
  void a_top_up_adds_to_what_it_carries_and_to_what_it_ever_carried() {
    Voucher toppedUp = CARD.plusRedeemed(1, 20).toppedUp(5);

    assertThat(toppedUp.balance()).isEqualTo(35);
    assertThat(toppedUp.amount()).isEqualTo(55);
  }

  @Test
  void what_is_taken_from_an_expired_voucher_is_all_but_what_is_reserved() {
    Voucher emptied = CARD.plusReserved(1, 20).emptied();

    assertThat(emptied.balance()).isEqualTo(20);
    assertThat(emptied.spendable()).isZero();
    assertThat(emptied.released(LATER).releasedAt()).contains(LATER);
  }

  @Test
  void a_voucher_can_be_given_that_nobody_has_or_used_or_reserved_or_disabled() {
    assertThat(CARD.isFree()).isTrue();
    assertThat(issued(Optional.of("ann"), Optional.empty()).isFree()).isFalse();
    assertThat(CARD.plusRedeemed(1, 0).isFree()).isFalse();
    assertThat(CARD.plusReserved(1, 0).isFree()).isFalse();
    assertThat(CARD.with(VoucherStatus.DISABLED).isFree()).isFalse();
    assertThat(CARD.with(VoucherStatus.DISABLED).with(VoucherStatus.ACTIVE).isFree()).isTrue();
  }

  @Test
  void the_last_of_a_redemption_that_is_given_back_gives_back_the_use() {
    Redemption part = redeemed().rolledBack(12);
    Redemption whole = part.rolledBack(8);

    assertThat(part.returned()).isFalse();
    assertThat(part.kept()).isEqualTo(8);
    assertThat(whole.returned()).isTrue();
    assertThat(whole.kept()).isZero();
    assertThat(status(redeemed())).isEqualTo(Status.SUCCEEDED);
    assertThat(status(part)).isEqualTo(Status.PARTIALLY_ROLLED_BACK);
    assertThat(status(whole)).isEqualTo(Status.ROLLED_BACK);
  }

  @Test
  void no_more_is_given_back_than_is_left_of_a_redemption() {
    Redemption part = redeemed().rolledBack(12);

    assertThat(part.toRollBack(OptionalLong.empty())).isEqualTo(8);
    assertThat(part.toRollBack(OptionalLong.of(8))).isEqualTo(8);
    isRefused("rollback_exceeds_redeemed", () -> part.toRollBack(OptionalLong.of(9)));
    isRefused("already_rolled_back", () -> part.rolledBack(8).toRollBack(OptionalLong.empty()));
  }

  @Test
  void what_a_purchase_by_card_used_only_the_purchase_gives_back() {
    isRefused(
        "redemption_by_card", () -> redeemed(Optional.of(ID)).toRollBack(OptionalLong.empty()));
  }

  @Test
  void a_purchase_that_needs_less_gives_back_the_rest_and_never_takes_more() {
    Redemption purchase = redeemed(Optional.of(ID));

    assertThat(purchase.settled(15, false).kept()).isEqualTo(15);
    assertThat(purchase.settled(15, false).returned()).isFalse();
    assertThat(purchase.settled(15, false).settled(18, false).kept()).isEqualTo(15);
    assertThat(purchase.settled(0, true).returned()).isTrue();
    assertThat(purchase.settled(0, true).settled(0, false).returned()).isTrue();
    assertThat(purchase.settled(21, false)).isEqualTo(purchase);
  }

  @Test
  void a_reservation_is_open_until_its_end_unless_it_ended_before() {
    Reservation open =
        new Reservation(ID, ID, ID, 5, BY_ANN, Reservation.Status.ACTIVE, LATER, NOW);

    assertThat(open.isOpenAt(LATER.minusNanos(1))).isTrue();
    assertThat(open.isOpenAt(LATER)).isFalse();
    assertThat(open.ended(Reservation.Status.RELEASED).isOpenAt(NOW)).isFalse();
  }

  @Test
  void what_a_discount_takes_off_is_told_apart_from_what_a_balance_gives() {
    Reservation reservation =
        new Reservation(ID, ID, ID, 5, BY_ANN, Reservation.Status.ACTIVE, LATER, NOW);

    assertThat(redeemed().view(CampaignType.DISCOUNT, Optional.empty()).discountAmount())
        .hasValue(20);
    assertThat(redeemed().view(CampaignType.DISCOUNT, Optional.empty()).amount()).isEmpty();
    assertThat(redeemed().view(CampaignType.GIFT_CARD, Optional.empty()).amount()).hasValue(20);
    assertThat(redeemed().view(CampaignType.GIFT_CARD, Optional.empty()).discountAmount())
        .isEmpty();
    assertThat(reservation.view(CAMPAIGN, Optional.empty()).amount()).hasValue(5);
    assertThat(reservation.view(CAMPAIGN, Optional.empty()).discountAmount()).isEmpty();
  }

  @Test
  void a_campaign_counts_what_it_gives_holds_and_issues_apart() {
    CampaignUsage usage =
        new CampaignUsage(0, 0, 0, 0, 0, 0, Optional.empty())
            .plusIssued(2, 100)
            .plusReserved(1, 20)
            .plusRedeemed(3, 30)
            .published(ID);

    assertThat(usage).isEqualTo(new CampaignUsage(2, 3, 1, 30, 20, 100, Optional.of(ID)));
    assertThat(usage.plusRedeemed(-1, -10).plusReserved(-1, -20).plusIssued(0, -5))
        .isEqualTo(new CampaignUsage(2, 2, 0, 20, 0, 95, Optional.of(ID)));
  }

  @Test
  void shops_take_everything_until_one_is_told_of() {
    UUID other = new UUID(0, 9);
    ShopDirectory none = new ShopDirectory(false, Map.of());
    ShopDirectory north = new ShopDirectory(true, Map.of("north", Optional.empty()));
    ShopDirectory south = new ShopDirectory(true, Map.of("south", Optional.of(Set.of(ID))));

    assertThat(none.accepts("north", ID)).isTrue();
    assertThat(north.accepts("north", ID)).isTrue();
    assertThat(north.accepts("south", ID)).isFalse();
    assertThat(south.accepts("south", ID)).isTrue();
    assertThat(south.accepts("south", other)).isFalse();
  }

  private static void isRefused(String code, Runnable call) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(call::run)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private static Status status(Redemption redemption) {
    return redemption.view(CampaignType.GIFT_CARD, Optional.empty()).status();
  }

  private static Redemption redeemed() {
    return redeemed(Optional.empty());
  }

  private static Redemption redeemed(Optional<UUID> authorizationId) {
    return Redemption.made(
        ID, CARD, "GBP", BY_ANN, 20, Optional.empty(), Optional.empty(), authorizationId, NOW);
  }

  private static Voucher issued(Optional<String> holder, Optional<Instant> expiresAt) {
    return Voucher.issued(ID, CAMPAIGN, Optional.of("CODE"), holder, 50, expiresAt, NOW);
  }
}
