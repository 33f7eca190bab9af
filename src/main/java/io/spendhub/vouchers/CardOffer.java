package io.spendhub.vouchers;

import io.spendhub.vouchers.campaigns.Discount;
import java.util.Optional;

/** What a voucher gives to a purchase by card. */
public sealed interface CardOffer {
  /**
   * It does not work.
   *
   * @param code as a failed redemption says it
   */
  record Refused(String code, String detail) implements CardOffer {}

  /**
   * It pays a part.
   *
   * @param discount what it takes off; without one it pays all that it can
   * @param most what it carries, in minor units, at least 0
   */
  record Granted(Optional<Discount> discount, long most) implements CardOffer {
    /**
     * What it pays of an amount, in minor units: never more than the amount, and never less for a
     * larger one.
     */
    public long on(long amount) {
      return Math.min(most, discount.map(off -> off.of(amount)).orElse(amount));
    }
  }
}
