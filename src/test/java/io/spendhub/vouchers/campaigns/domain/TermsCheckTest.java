package io.spendhub.vouchers.campaigns.domain;

import static io.spendhub.testing.GivenTerms.off;
import static io.spendhub.testing.GivenTerms.percent;
import static io.spendhub.testing.GivenTerms.percentUpTo;
import static io.spendhub.testing.GivenTerms.stackableUpTo;
import static io.spendhub.testing.Price.pence;
import static io.spendhub.vouchers.campaigns.CampaignType.DISCOUNT;
import static io.spendhub.vouchers.campaigns.CampaignType.GIFT_CARD;
import static io.spendhub.vouchers.campaigns.CampaignType.WALLET_CREDIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.campaigns.CampaignLimits;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.campaigns.Discount;
import io.spendhub.vouchers.campaigns.Discount.Kind;
import io.spendhub.vouchers.campaigns.Rule;
import io.spendhub.vouchers.campaigns.Schedule;
import io.spendhub.vouchers.campaigns.Stacking;
import io.spendhub.vouchers.codes.CodeFormat;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which terms of a campaign are accepted, and what is said of those that are not. */
class TermsCheckTest {
  private static final Instant SPRING = Instant.parse("2026-03-01T00:00:00Z");

  /** Terms in which all is left out that can be. */
  private record Terms(
      CampaignType type,
      Optional<Discount> discount,
      OptionalLong amount,
      CodeFormat code,
      Schedule schedule,
      CampaignLimits limits,
      Optional<Rule> rules,
      Stacking stacking) {

    static Terms of(CampaignType type) {
      return new Terms(
          type,
          type.carriesBalance() ? Optional.empty() : Optional.of(percent(10)),
          type.carriesBalance() ? OptionalLong.of(1) : OptionalLong.empty(),
          CodeFormat.DEFAULT,
          lasting(Optional.empty(), Optional.empty(), Optional.empty()),
          CampaignLimits.NONE,
          Optional.empty(),
          Stacking.ALONE);
    }

    Terms giving(Optional<Discount> other, OptionalLong carried) {
      return new Terms(type, other, carried, code, schedule, limits, rules, stacking);
    }

    Terms giving(Discount other) {
      return giving(Optional.of(other), amount);
    }

    Terms during(Schedule other) {
      return new Terms(type, discount, amount, code, other, limits, rules, stacking);
    }

    Terms within(CampaignLimits other) {
      return new Terms(type, discount, amount, code, schedule, other, rules, stacking);
    }

    Terms with(CodeFormat format, Optional<Rule> rule, Stacking other) {
      return new Terms(type, discount, amount, format, schedule, limits, rule, other);
    }

    /** What is wrong with them, each as pointer and code. */
    List<String> faults() {
      try {
        TermsCheck.check(
            type, new CampaignTerms(discount, amount, code, schedule, limits, rules, stacking));
        return List.of();
      } catch (Refusal refusal) {
        return refusal.errors().stream().map(it -> it.pointer() + " " + it.code()).toList();
      }
    }

    void areAccepted() {
      assertThat(faults()).isEmpty();
    }

    void areRefusedFor(String... faults) {
      assertThat(faults()).containsExactly(faults);
    }
  }

  @ParameterizedTest
  @EnumSource
  void terms_that_say_only_what_is_given_are_accepted(CampaignType type) {
    Terms.of(type).areAccepted();
  }

  @Test
  void a_discount_says_what_is_taken_off_and_carries_nothing() {
    Terms.of(DISCOUNT)
        .giving(Optional.empty(), OptionalLong.of(5))
        .areRefusedFor("/amount not_allowed", "/discount required");
  }

  @ParameterizedTest
  @EnumSource(names = {"GIFT_CARD", "WALLET_CREDIT"})
  void what_carries_a_balance_says_how_much_and_takes_nothing_off(CampaignType type) {
    Terms.of(type)
        .giving(Optional.of(percent(10)), OptionalLong.empty())
        .areRefusedFor("/discount not_allowed", "/amount required");
    Terms.of(type)
        .giving(Optional.empty(), OptionalLong.of(0))
        .areRefusedFor("/amount out_of_range");
  }

  @Test
  void a_percentage_is_from_1_to_100() {
    Terms.of(DISCOUNT).giving(percent(1)).areAccepted();
    Terms.of(DISCOUNT).giving(percent(100)).areAccepted();
    Terms.of(DISCOUNT).giving(percent(0)).areRefusedFor("/discount/value out_of_range");
    Terms.of(DISCOUNT).giving(percent(101)).areRefusedFor("/discount/value out_of_range");
  }

  @Test
  void an_amount_off_is_at_least_1_and_may_be_large() {
    Terms.of(DISCOUNT).giving(off(pence(1))).areAccepted();
    Terms.of(DISCOUNT).giving(off(pence(Long.MAX_VALUE))).areAccepted();
    Terms.of(DISCOUNT).giving(off(pence(0))).areRefusedFor("/discount/value out_of_range");
  }

  @Test
  void only_a_percentage_has_a_maximum_which_is_at_least_1() {
    Terms.of(DISCOUNT).giving(percentUpTo(10, pence(1))).areAccepted();
    Terms.of(DISCOUNT)
        .giving(percentUpTo(10, pence(0)))
        .areRefusedFor("/discount/maxAmount out_of_range");
    Terms.of(DISCOUNT)
        .giving(new Discount(Kind.AMOUNT, 5, OptionalLong.of(3)))
        .areRefusedFor("/discount/maxAmount not_allowed");
  }

  @Test
  void a_campaign_ends_after_its_start() {
    Optional<Instant> start = Optional.of(SPRING);

    Terms.of(DISCOUNT)
        .during(lasting(start, Optional.of(SPRING.plusNanos(1)), Optional.empty()))
        .areAccepted();
    Terms.of(DISCOUNT)
        .during(lasting(start, start, Optional.empty()))
        .areRefusedFor("/schedule/endsAt out_of_range");
    Terms.of(DISCOUNT).during(lasting(start, Optional.empty(), Optional.empty())).areAccepted();
    Terms.of(DISCOUNT).during(lasting(Optional.empty(), start, Optional.empty())).areAccepted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"P1D", "P100Y", "P1200M", "P36600D", "P1Y2M3D", "P99Y12M"})
  void a_voucher_is_valid_from_one_day_to_a_hundred_years(String period) {
    Terms.of(DISCOUNT).during(validFor(period)).areAccepted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"P0D", "P-1D", "P1M-1D", "P101Y", "P1201M", "P36601D", "P100Y1M", "P2147483647Y"})
  void a_voucher_is_valid_for_no_less_and_no_more(String period) {
    Terms.of(DISCOUNT).during(validFor(period)).areRefusedFor("/schedule/validFor out_of_range");
  }

  @Test
  void every_limit_is_at_least_1() {
    Terms.of(DISCOUNT).within(limits(1, 1, 1, 1)).areAccepted();
    Terms.of(DISCOUNT)
        .within(limits(0, 0, 0, 0))
        .areRefusedFor(
            "/limits/redemptions out_of_range",
            "/limits/perVoucher out_of_range",
            "/limits/perHolder out_of_range",
            "/limits/budgetAmount out_of_range");
  }

  @Test
  void a_wallet_credit_is_credited_once() {
    Terms.of(WALLET_CREDIT).within(limits(5, 1, 5, 5)).areAccepted();
    Terms.of(WALLET_CREDIT)
        .within(limits(5, 2, 5, 5))
        .areRefusedFor("/limits/perVoucher not_allowed");
    Terms.of(GIFT_CARD).within(limits(5, 2, 5, 5)).areAccepted();
  }

  @Test
  void an_order_has_at_least_one_voucher() {
    Terms terms = Terms.of(DISCOUNT);

    terms.with(CodeFormat.DEFAULT, Optional.empty(), stackableUpTo(1)).areAccepted();
    terms
        .with(CodeFormat.DEFAULT, Optional.empty(), stackableUpTo(0))
        .areRefusedFor("/stacking/maxPerOrder out_of_range");
  }

  @Test
  void codes_and_rules_are_checked_too_and_all_faults_are_told_at_once() {
    CodeFormat tooShort =
        new CodeFormat(0, "AB", Optional.empty(), Optional.empty(), Optional.empty(), false, false);

    assertThat(
            Terms.of(DISCOUNT)
                .giving(percent(0))
                .with(tooShort, Optional.of(GivenRules.nothing()), stackableUpTo(0))
                .faults())
        .anyMatch(fault -> fault.startsWith("/discount"))
        .anyMatch(fault -> fault.startsWith("/code"))
        .anyMatch(fault -> fault.startsWith("/rules"))
        .anyMatch(fault -> fault.startsWith("/stacking"));
  }

  private static Schedule validFor(String period) {
    return lasting(Optional.empty(), Optional.empty(), Optional.of(Period.parse(period)));
  }

  private static Schedule lasting(
      Optional<Instant> start, Optional<Instant> end, Optional<Period> valid) {
    return new Schedule(start, end, "UTC", Set.of(), Optional.empty(), valid);
  }

  private static CampaignLimits limits(long uses, long perVoucher, long perHolder, long budget) {
    return new CampaignLimits(
        OptionalLong.of(uses),
        OptionalLong.of(perVoucher),
        OptionalLong.of(perHolder),
        OptionalLong.of(budget));
  }
}
