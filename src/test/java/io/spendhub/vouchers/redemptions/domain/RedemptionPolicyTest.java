package io.spendhub.vouchers.redemptions.domain;

import static io.spendhub.testing.GivenTerms.off;
import static io.spendhub.testing.GivenTerms.percent;
import static io.spendhub.testing.GivenTerms.percentUpTo;
import static io.spendhub.testing.GivenVoucher.NOW;
import static io.spendhub.testing.GivenVoucher.aGiftCardOf;
import static io.spendhub.testing.GivenVoucher.aVoucherFor;
import static io.spendhub.testing.GivenVoucher.aVoucherOf;
import static io.spendhub.testing.GivenVoucher.aWalletCreditOf;
import static io.spendhub.testing.Price.eur;
import static io.spendhub.testing.Price.gbp;
import static io.spendhub.testing.Price.pence;
import static io.spendhub.vouchers.redemptions.FailureCode.BALANCE_INSUFFICIENT;
import static io.spendhub.vouchers.redemptions.FailureCode.BUDGET_EXCEEDED;
import static io.spendhub.vouchers.redemptions.FailureCode.CAMPAIGN_LIMIT_EXCEEDED;
import static io.spendhub.vouchers.redemptions.FailureCode.CURRENCY_MISMATCH;
import static io.spendhub.vouchers.redemptions.FailureCode.HOLDER_LIMIT_EXCEEDED;
import static io.spendhub.vouchers.redemptions.FailureCode.RESERVED_BY_OTHER;
import static io.spendhub.vouchers.redemptions.FailureCode.RULE_VIOLATED;
import static io.spendhub.vouchers.redemptions.FailureCode.VOUCHER_ALREADY_USED;
import static io.spendhub.vouchers.redemptions.FailureCode.VOUCHER_DISABLED;
import static io.spendhub.vouchers.redemptions.FailureCode.VOUCHER_EXPIRED;
import static io.spendhub.vouchers.redemptions.FailureCode.VOUCHER_NOT_STARTED;
import static io.spendhub.vouchers.redemptions.FailureCode.VOUCHER_OUTSIDE_SCHEDULE;
import static io.spendhub.vouchers.redemptions.FailureCode.WRONG_HOLDER;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.GivenVoucher;
import io.spendhub.testing.Price;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.campaigns.Schedule;
import io.spendhub.vouchers.campaigns.Schedule.Hours;
import io.spendhub.vouchers.campaigns.Stacking;
import io.spendhub.vouchers.campaigns.domain.GivenRules;
import io.spendhub.vouchers.redemptions.domain.Verdict.Failed;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How much a voucher gives, and to whom and when; which reason comes first is told by {@link
 * FailureCodesTest}, and vouchers on one order by {@link StackingTest}.
 */
class RedemptionPolicyTest {
  private static final GivenVoucher TENTH = aVoucherFor(percent(10));
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Price NOTHING = pence(0);

  @Test
  void a_percentage_is_rounded_down() {
    TENTH.on(pence(9_99)).gives(pence(99));
    TENTH.on(pence(9)).gives(NOTHING);
    aVoucherFor(percent(99)).on(pence(1)).gives(NOTHING);
    aVoucherFor(percent(1)).on(pence(199)).gives(pence(1));
  }

  @Test
  void the_whole_of_an_order_can_be_taken_off() {
    aVoucherFor(percent(100)).on(pence(9_99)).gives(pence(9_99));
    aVoucherFor(off(gbp(10))).on(gbp(10)).gives(gbp(10));
  }

  @Test
  void no_more_is_taken_off_than_the_order_comes_to() {
    aVoucherFor(off(gbp(10))).on(pence(9_99)).gives(pence(9_99));
  }

  @Test
  void a_percentage_is_capped_where_its_campaign_says_so() {
    GivenVoucher capped = aVoucherFor(percentUpTo(10, gbp(5)));

    capped.on(gbp(49)).gives(pence(4_90));
    capped.on(gbp(50)).gives(gbp(5));
    capped.on(gbp(51)).gives(gbp(5));
  }

  @Test
  void a_share_of_the_largest_amount_is_exact() {
    Price most = pence(Long.MAX_VALUE);

    aVoucherFor(percent(100)).on(most).gives(most);
    aVoucherFor(percent(99)).on(most).gives(pence(9_131_138_316_486_228_048L));
    aVoucherFor(off(most)).on(most).gives(most);
  }

  @Test
  void a_discount_needs_an_order() {
    TENTH.onNoOrder().isRefusedAs("order_required");
  }

  @Test
  void how_much_a_discount_gives_is_not_the_callers_to_say() {
    TENTH.asking(gbp(1)).isRefusedAs("amount_not_allowed");
  }

  @Test
  void what_makes_no_sense_is_refused_whatever_else_is_in_the_way() {
    TENTH.disabled().onNoOrder().isRefusedAs("order_required");
  }

  @Test
  void a_gift_card_without_an_order_gives_all_that_it_carries_unless_asked_for_less() {
    aGiftCardOf(gbp(50)).gives(gbp(50));
    aGiftCardOf(gbp(50)).asking(pence(1)).gives(pence(1));
    aGiftCardOf(gbp(50)).asking(gbp(50)).gives(gbp(50));
    aGiftCardOf(gbp(50)).asking(pence(50_01)).failsAs(BALANCE_INSUFFICIENT);
  }

  @Test
  void a_gift_card_pays_as_much_of_an_order_as_it_can() {
    aGiftCardOf(gbp(50)).on(gbp(20)).gives(gbp(20));
    aGiftCardOf(gbp(50)).on(gbp(80)).gives(gbp(50));
  }

  @Test
  void a_gift_card_never_pays_more_than_the_order_comes_to() {
    aGiftCardOf(gbp(50)).on(gbp(20)).asking(gbp(20)).gives(gbp(20));
    aGiftCardOf(gbp(50)).on(gbp(20)).asking(pence(20_01)).isRefusedAs("amount_exceeds_order");
  }

  @Test
  void a_gift_card_that_carries_nothing_pays_nothing() {
    aGiftCardOf(NOTHING).failsAs(BALANCE_INSUFFICIENT);
    aGiftCardOf(NOTHING).on(gbp(20)).failsAs(BALANCE_INSUFFICIENT);
  }

  @Test
  void what_others_have_reserved_of_a_gift_card_is_theirs() {
    GivenVoucher card = aGiftCardOf(gbp(50)).reservedByOthers(gbp(30));

    card.gives(gbp(20));
    card.asking(gbp(20)).gives(gbp(20));
    card.asking(pence(20_01)).failsAs(RESERVED_BY_OTHER);
    card.asking(gbp(50)).failsAs(RESERVED_BY_OTHER);
    card.asking(pence(50_01)).failsAs(BALANCE_INSUFFICIENT);
    card.reservedByOthers(gbp(20)).failsAs(RESERVED_BY_OTHER);
  }

  @Test
  void the_largest_balance_can_be_spent() {
    aGiftCardOf(pence(Long.MAX_VALUE)).gives(pence(Long.MAX_VALUE));
    aGiftCardOf(pence(Long.MAX_VALUE)).asking(pence(1)).gives(pence(1));
  }

  @Test
  void a_wallet_credit_is_credited_once() {
    aWalletCreditOf(gbp(5)).gives(gbp(5));
    aWalletCreditOf(gbp(5)).redeemed(1).failsAs(VOUCHER_ALREADY_USED);
  }

  @Test
  void a_wallet_credit_goes_to_a_wallet_in_its_currency() {
    aWalletCreditOf(gbp(5)).toAWalletIn("EUR").failsAs(CURRENCY_MISMATCH);
  }

  @Test
  void a_voucher_is_used_in_its_currency_only() {
    TENTH.on(eur(100)).failsAs(CURRENCY_MISMATCH);
    aGiftCardOf(gbp(50)).on(eur(100)).failsAs(CURRENCY_MISMATCH);
  }

  @Test
  void a_gift_card_and_a_generic_code_are_used_as_often_as_one_likes() {
    aGiftCardOf(gbp(5)).redeemed(1_000).gives(gbp(5));
    TENTH.redeemed(1_000_000).gives(gbp(10));
  }

  @Test
  void the_last_use_of_a_voucher_works_and_the_next_does_not() {
    TENTH.limitedPerVoucherTo(3, 2, 0).gives(gbp(10));
    TENTH.limitedPerVoucherTo(3, 3, 0).failsAs(VOUCHER_ALREADY_USED);
  }

  @Test
  void a_use_that_is_reserved_is_told_from_one_that_is_gone() {
    TENTH.limitedPerVoucherTo(3, 1, 1).gives(gbp(10));
    TENTH.limitedPerVoucherTo(3, 2, 1).failsAs(RESERVED_BY_OTHER);
    TENTH.limitedPerVoucherTo(3, 0, 3).failsAs(RESERVED_BY_OTHER);
    TENTH.limitedPerVoucherTo(3, 3, 1).failsAs(VOUCHER_ALREADY_USED);
  }

  @Test
  void reservations_count_against_the_limits_of_campaign_and_holder() {
    TENTH.limitedTo(5, 3, 1).gives(gbp(10));
    TENTH.limitedTo(5, 3, 2).failsAs(CAMPAIGN_LIMIT_EXCEEDED);
    TENTH.usedBy("ann").limitedPerHolderTo(2, 1, 0).gives(gbp(10));
    TENTH.usedBy("ann").limitedPerHolderTo(2, 1, 1).failsAs(HOLDER_LIMIT_EXCEEDED);
  }

  @Test
  void a_campaign_that_counts_by_holder_wants_to_know_the_holder() {
    TENTH.limitedPerHolderTo(1, 0, 0).failsAs(WRONG_HOLDER);
  }

  @Test
  void a_budget_may_be_used_up_and_not_passed() {
    TENTH.withABudgetOf(gbp(10)).gives(gbp(10));
    TENTH.withABudgetOf(pence(9_99)).failsAs(BUDGET_EXCEEDED);
    TENTH.withABudgetOf(gbp(30)).after(gbp(15), gbp(5)).gives(gbp(10));
    TENTH.withABudgetOf(gbp(30)).after(gbp(15), pence(5_01)).failsAs(BUDGET_EXCEEDED);
    TENTH.withABudgetOf(gbp(30)).after(gbp(30), NOTHING).failsAs(BUDGET_EXCEEDED);
  }

  @Test
  void a_budget_that_is_used_up_lets_pass_what_costs_nothing() {
    TENTH.withABudgetOf(gbp(30)).after(gbp(30), NOTHING).on(pence(9)).gives(NOTHING);
  }

  @Test
  void a_campaign_without_a_budget_gives_all_that_can_be_counted_and_no_more() {
    GivenVoucher all = aVoucherFor(percent(100)).on(pence(Long.MAX_VALUE - 7));

    all.after(pence(5), pence(2)).gives(pence(Long.MAX_VALUE - 7));
    all.after(pence(5), pence(3)).failsAs(BUDGET_EXCEEDED);
    all.after(pence(6), pence(2)).failsAs(BUDGET_EXCEEDED);
  }

  @Test
  void only_an_active_campaign_takes_vouchers() {
    TENTH.ofACampaignThatIs(CampaignStatus.DRAFT).failsAs(VOUCHER_DISABLED);
    TENTH.ofACampaignThatIs(CampaignStatus.PAUSED).failsAs(VOUCHER_DISABLED);
    TENTH.ofACampaignThatIs(CampaignStatus.ENDED).failsAs(VOUCHER_EXPIRED);
  }

  @Test
  void a_campaign_takes_vouchers_from_its_start_on_and_before_its_end() {
    TENTH.startingAt(NOW).gives(gbp(10));
    TENTH.startingAt(NOW.plusNanos(1)).failsAs(VOUCHER_NOT_STARTED);
    TENTH.endingAt(NOW.plusNanos(1)).gives(gbp(10));
    TENTH.endingAt(NOW).failsAs(VOUCHER_EXPIRED);
  }

  @Test
  void a_voucher_ends_when_it_does_or_its_campaign_whatever_comes_first() {
    TENTH.expiringAt(NOW.plusNanos(1)).gives(gbp(10));
    TENTH.expiringAt(NOW).failsAs(VOUCHER_EXPIRED);
    TENTH.expiringAt(LATER).endingAt(NOW).failsAs(VOUCHER_EXPIRED);
    TENTH.expiringAt(NOW).endingAt(LATER).failsAs(VOUCHER_EXPIRED);
  }

  @Test
  void weekdays_and_hours_are_those_of_the_campaigns_timezone() {
    Schedule mondaysInTokyo = weekly("Asia/Tokyo", DayOfWeek.MONDAY, "00:00", "22:00");

    TENTH.during(mondaysInTokyo).at(Instant.parse("2026-03-01T15:00:00Z")).gives(gbp(10));
    TENTH.during(mondaysInTokyo).at(Instant.parse("2026-03-02T12:59:59Z")).gives(gbp(10));
    TENTH
        .during(mondaysInTokyo)
        .at(Instant.parse("2026-03-02T13:00:00Z"))
        .failsAs(VOUCHER_OUTSIDE_SCHEDULE);
  }

  @Test
  void hours_past_midnight_end_on_the_next_day() {
    GivenVoucher night = TENTH.during(weekly("Europe/London", SATURDAY, "22:00", "04:00"));

    night.at(Instant.parse("2026-03-08T03:59:59Z")).gives(gbp(10));
    night.at(Instant.parse("2026-03-08T04:00:00Z")).failsAs(VOUCHER_OUTSIDE_SCHEDULE);
    night.at(Instant.parse("2026-03-07T03:00:00Z")).failsAs(VOUCHER_OUTSIDE_SCHEDULE);
  }

  /** In London the 29th of March 2026 has no hour from one to two. */
  @Test
  void hours_are_told_by_the_clock_on_the_wall_when_that_is_moved() {
    GivenVoucher morning = TENTH.during(weekly("Europe/London", SUNDAY, "08:00", "09:00"));

    morning.at(Instant.parse("2026-03-22T08:00:00Z")).gives(gbp(10));
    morning.at(Instant.parse("2026-03-29T08:00:00Z")).failsAs(VOUCHER_OUTSIDE_SCHEDULE);
    morning.at(Instant.parse("2026-03-29T07:00:00Z")).gives(gbp(10));
  }

  @Test
  void a_holders_voucher_is_used_by_that_holder_only() {
    TENTH.givenTo("ann").usedBy("ann").gives(gbp(10));
    TENTH.givenTo("ann").usedBy("bob").failsAs(WRONG_HOLDER);
    TENTH.givenTo("ann").failsAs(WRONG_HOLDER);
    TENTH.usedBy("ann").gives(gbp(10));
  }

  @Test
  void a_rule_tells_why_in_its_own_words() {
    Verdict verdict =
        TENTH
            .asking(GivenRules.saying("Spend more.", GivenRules.atLeast("order.amount", 200_00)))
            .decided();

    assertThat(verdict).isEqualTo(new Failed(RULE_VIOLATED, "Spend more."));
  }

  @Test
  void the_caller_redeems_the_use_and_the_amount_that_were_reserved() {
    TENTH
        .usedBy("ann")
        .limitedTo(1, 0, 0)
        .limitedPerVoucherTo(1, 0, 0)
        .limitedPerHolderTo(1, 0, 0)
        .withABudgetOf(gbp(10))
        .reservedBefore(gbp(10))
        .gives(gbp(10));
    aGiftCardOf(gbp(50)).withABudgetOf(gbp(50)).reservedBefore(gbp(50)).gives(gbp(50));
  }

  @Test
  void a_reservation_frees_no_use_but_its_own() {
    TENTH.limitedTo(2, 1, 1).reservedBefore(gbp(10)).failsAs(CAMPAIGN_LIMIT_EXCEEDED);
    TENTH.limitedPerVoucherTo(2, 1, 1).reservedBefore(gbp(10)).failsAs(RESERVED_BY_OTHER);
    aGiftCardOf(gbp(50))
        .reservedByOthers(gbp(20))
        .reservedBefore(gbp(30))
        .asking(gbp(31))
        .failsAs(RESERVED_BY_OTHER);
  }

  @Test
  void a_reservation_of_nobody_frees_no_use_of_who_redeems_it() {
    TENTH
        .reservedBefore(gbp(10))
        .usedBy("ann")
        .limitedPerHolderTo(1, 1, 0)
        .failsAs(HOLDER_LIMIT_EXCEEDED);
  }

  @Test
  void a_reservation_outlasts_the_campaign_and_its_hours() {
    GivenVoucher reserved = TENTH.reservedBefore(gbp(10));

    reserved.ofACampaignThatIs(CampaignStatus.PAUSED).gives(gbp(10));
    reserved.ofACampaignThatIs(CampaignStatus.ENDED).gives(gbp(10));
    reserved.endingAt(NOW).gives(gbp(10));
    reserved.startingAt(LATER).gives(gbp(10));
    reserved.expiringAt(NOW).gives(gbp(10));
    reserved.openOn(SUNDAY).gives(gbp(10));
  }

  @Test
  void a_reservation_does_not_outlast_its_voucher_that_is_disabled() {
    TENTH.reservedBefore(gbp(10)).disabled().failsAs(VOUCHER_DISABLED);
  }

  @Test
  void what_somebody_reserved_nobody_else_redeems() {
    TENTH.usedBy("ann").reservedBefore(gbp(10)).usedBy("bob").failsAs(WRONG_HOLDER);
    TENTH.reservedBefore(gbp(10)).usedBy("bob").gives(gbp(10));
  }

  @ParameterizedTest
  @EnumSource
  void a_voucher_that_is_not_used_up_may_be_accepted_whatever_the_order(CampaignType type) {
    GivenVoucher voucher = aVoucherOf(type);

    assertThat(voucher.onNoOrder().isApplicable()).isTrue();
    assertThat(voucher.asking(GivenRules.exists("metadata.member", true)).isApplicable()).isTrue();
    assertThat(voucher.beside(gbp(1), Stacking.ALONE).isApplicable()).isTrue();
    assertThat(voucher.disabled().isApplicable()).isFalse();
    assertThat(voucher.atAShopThatDoesNotTakeIt().isApplicable()).isFalse();
    assertThat(voucher.usedByABlockedHolder("ann").isApplicable()).isFalse();
    assertThat(voucher.limitedPerVoucherTo(1, 1, 0).isApplicable()).isFalse();
    assertThat(voucher.limitedTo(1, 0, 1).isApplicable()).isFalse();
    assertThat(voucher.usedBy("ann").limitedPerHolderTo(1, 1, 0).isApplicable()).isFalse();
    assertThat(voucher.withABudgetOf(gbp(1)).after(gbp(1), NOTHING).isApplicable()).isFalse();
  }

  @Test
  void a_gift_card_that_carries_nothing_is_not_accepted() {
    assertThat(aGiftCardOf(NOTHING).isApplicable()).isFalse();
    assertThat(aGiftCardOf(gbp(5)).reservedByOthers(gbp(5)).isApplicable()).isFalse();
  }

  private static Schedule weekly(String zone, DayOfWeek day, String from, String to) {
    return new Schedule(
        Optional.empty(),
        Optional.empty(),
        zone,
        Set.of(day),
        Optional.of(new Hours(LocalTime.parse(from), LocalTime.parse(to))),
        Optional.empty());
  }
}
