package io.spendhub.vouchers.campaigns.domain;

import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import io.spendhub.vouchers.campaigns.CampaignLimits;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.campaigns.Discount;
import io.spendhub.vouchers.campaigns.Schedule;
import io.spendhub.vouchers.codes.domain.CodeFormats;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What the terms of a campaign must satisfy before they are accepted. */
public final class TermsCheck {
  private static final int WHOLE = 100;
  private static final int LONGEST_YEARS = 100;

  private final List<FieldError> errors = new ArrayList<>();
  private final CampaignType type;

  private TermsCheck(CampaignType type) {
    this.type = type;
  }

  /**
   * Checks all terms of a campaign.
   *
   * @throws Refusal 400 that names each invalid field
   */
  public static void check(CampaignType type, CampaignTerms terms) {
    TermsCheck check = new TermsCheck(type);
    check.gift(terms);
    CodeFormats.check(terms.code(), "/code", check.errors);
    check.schedule(terms.schedule());
    check.limits(terms.limits());
    terms.rules().ifPresent(rule -> Rules.check(rule, "/rules", check.errors));
    check.that(
        terms.stacking().maxPerOrder().orElse(1) >= 1,
        "/stacking/maxPerOrder",
        "out_of_range",
        "An order has at least 1 voucher.");
    if (!check.errors.isEmpty()) {
      throw Refusal.invalidFields(check.errors);
    }
  }

  private void gift(CampaignTerms terms) {
    switch (type.source()) {
      case VOUCHER -> {
        that(terms.discount().isEmpty(), "/discount", "not_allowed", "Only discounts have one.");
        that(terms.amount().isPresent(), "/amount", "required", "What does a voucher carry?");
        atLeastOne(terms.amount(), "/amount");
      }
      case CAMPAIGN -> {
        that(terms.amount().isEmpty(), "/amount", "not_allowed", "A discount carries no amount.");
        that(terms.discount().isPresent(), "/discount", "required", "What is taken off?");
        terms.discount().ifPresent(this::discount);
      }
    }
  }

  private void discount(Discount discount) {
    boolean percent = discount.kind() == Discount.Kind.PERCENT;
    that(
        discount.value() >= 1 && (!percent || discount.value() <= WHOLE),
        "/discount/value",
        "out_of_range",
        percent ? "A percentage is from 1 to 100." : "An amount is at least 1.");
    that(
        percent || discount.maxAmount().isEmpty(),
        "/discount/maxAmount",
        "not_allowed",
        "Only a percentage has a maximum.");
    atLeastOne(discount.maxAmount(), "/discount/maxAmount");
  }

  private void schedule(Schedule schedule) {
    boolean ordered =
        schedule.startsAt().isEmpty()
            || schedule.endsAt().isEmpty()
            || schedule.startsAt().get().isBefore(schedule.endsAt().get());
    that(ordered, "/schedule/endsAt", "out_of_range", "A campaign ends after its start.");
    schedule
        .validFor()
        .ifPresent(
            period ->
                that(
                    isLong(period),
                    "/schedule/validFor",
                    "out_of_range",
                    "A validity is from one day to 100 years."));
  }

  private static boolean isLong(Period period) {
    return !period.isNegative()
        && !period.isZero()
        && period.getYears() * 12L + period.getMonths() <= LONGEST_YEARS * 12L
        && period.getDays() <= LONGEST_YEARS * 366;
  }

  private void limits(CampaignLimits limits) {
    atLeastOne(limits.redemptions(), "/limits/redemptions");
    atLeastOne(limits.perVoucher(), "/limits/perVoucher");
    atLeastOne(limits.perHolder(), "/limits/perHolder");
    atLeastOne(limits.budgetAmount(), "/limits/budgetAmount");
    that(
        !type.isUsedOnce() || limits.perVoucher().orElse(1) == 1,
        "/limits/perVoucher",
        "not_allowed",
        "A wallet credit is credited once.");
  }

  private void atLeastOne(OptionalLong number, String pointer) {
    that(number.orElse(1) >= 1, pointer, "out_of_range", "It is at least 1.");
  }

  private void that(boolean kept, String pointer, String code, String detail) {
    if (!kept) {
      errors.add(new FieldError(pointer, code, detail));
    }
  }
}
