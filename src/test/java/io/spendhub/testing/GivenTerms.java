package io.spendhub.testing;

import io.spendhub.vouchers.campaigns.Discount;
import io.spendhub.vouchers.campaigns.Stacking;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Terms of campaigns as tests write them. */
public final class GivenTerms {
  private GivenTerms() {}

  public static Discount percent(long share) {
    return new Discount(Discount.Kind.PERCENT, share, OptionalLong.empty());
  }

  public static Discount percentUpTo(long share, Price most) {
    return new Discount(Discount.Kind.PERCENT, share, OptionalLong.of(most.amount()));
  }

  public static Discount off(Price value) {
    return new Discount(Discount.Kind.AMOUNT, value.amount(), OptionalLong.empty());
  }

  public static Stacking stackable() {
    return new Stacking(true, Optional.empty(), OptionalInt.empty());
  }

  public static Stacking stackableInGroup(String group) {
    return new Stacking(true, Optional.of(group), OptionalInt.empty());
  }

  public static Stacking stackableUpTo(int vouchers) {
    return new Stacking(true, Optional.empty(), OptionalInt.of(vouchers));
  }
}
