package io.spendhub.vouchers.redemptions.command;

import io.spendhub.vouchers.campaigns.CampaignLimits;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.campaigns.Discount;
import io.spendhub.vouchers.campaigns.Rule;
import io.spendhub.vouchers.campaigns.Schedule;
import io.spendhub.vouchers.campaigns.Schedule.Hours;
import io.spendhub.vouchers.campaigns.Stacking;
import io.spendhub.vouchers.codes.CodeFormat;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A campaign in plain figures, of which the product and the model each make what they understand.
 *
 * @param percent what a discount takes off, in hundredths; the value in minor units where it is 0
 * @param value of a discount, or what each voucher carries
 * @param cap the most that a percentage takes off, or 0
 * @param days on which vouchers can be used, all if empty
 * @param from the first hour of these days
 * @param until the hour that is out again, on the next day unless it is later than the first
 * @param validDays from publication, or 0
 * @param leastOrder minor units that an order must come to, or 0
 * @param group that stacks with others, or empty; stands alone if it is "alone"
 * @param together the most vouchers on an order, or 0
 */
record Plan(
    CampaignType type,
    int percent,
    long value,
    long cap,
    Optional<Instant> startsAt,
    Optional<Instant> endsAt,
    String zone,
    Set<DayOfWeek> days,
    int from,
    int until,
    int validDays,
    long leastOrder,
    String group,
    int together) {

  static final String ALONE = "alone";

  /** Whether a voucher has money of its own, rather than take something off an order. */
  boolean carries() {
    return switch (type) {
      case DISCOUNT -> false;
      case GIFT_CARD, WALLET_CREDIT -> true;
    };
  }

  /** Whether a use goes to a wallet. */
  boolean credits() {
    return switch (type) {
      case DISCOUNT, GIFT_CARD -> false;
      case WALLET_CREDIT -> true;
    };
  }

  /** Whether some of a voucher can be asked for, and more added. */
  boolean hasParts() {
    return switch (type) {
      case DISCOUNT, WALLET_CREDIT -> false;
      case GIFT_CARD -> true;
    };
  }

  /** Whether a voucher is gone with its first use. */
  boolean isUsedOnce() {
    return switch (type) {
      case DISCOUNT, GIFT_CARD -> false;
      case WALLET_CREDIT -> true;
    };
  }

  CampaignTerms terms(Bounds bounds) {
    Discount discount =
        percent > 0
            ? new Discount(Discount.Kind.PERCENT, percent, some(cap))
            : new Discount(Discount.Kind.AMOUNT, value, OptionalLong.empty());
    return new CampaignTerms(
        carries() ? Optional.empty() : Optional.of(discount),
        carries() ? OptionalLong.of(value) : OptionalLong.empty(),
        CodeFormat.DEFAULT,
        new Schedule(
            startsAt,
            endsAt,
            zone,
            days,
            Optional.of(new Hours(LocalTime.of(from, 0), LocalTime.of(until, 0))),
            validDays > 0 ? Optional.of(Period.ofDays(validDays)) : Optional.empty()),
        new CampaignLimits(
            some(bounds.uses()),
            some(bounds.perVoucher()),
            some(bounds.perHolder()),
            some(bounds.budget())),
        leastOrder > 0 ? Optional.of(ordersOf(leastOrder)) : Optional.empty(),
        new Stacking(
            !group.equals(ALONE),
            group.isEmpty() || group.equals(ALONE) ? Optional.empty() : Optional.of(group),
            together > 0 ? OptionalInt.of(together) : OptionalInt.empty()));
  }

  /** How much a campaign gives; 0 bounds nothing. */
  record Bounds(long uses, long perVoucher, long perHolder, long budget) {}

  private static OptionalLong some(long number) {
    return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
  }

  private static Rule ordersOf(long least) {
    return new Rule(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("order.amount"),
        Optional.of(least),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
