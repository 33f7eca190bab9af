package io.spendhub.vouchers.campaigns;

import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * How much is taken off.
 *
 * @param value for PERCENT 1 to 100; for AMOUNT minor units of the campaign's currency, at least 1
 * @param maxAmount the most that a PERCENT takes off, in minor units, at least 1
 */
public record Discount(Kind kind, long value, OptionalLong maxAmount) {
  /** How a discount is measured. */
  public enum Kind {
    PERCENT,
    AMOUNT
  }

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  /**
   * What it takes off an amount, in minor units: a share is rounded down, and no more comes off
   * than there is.
   */
  public long of(long amount) {
    long off =
        switch (kind) {
          case AMOUNT -> value;
          case PERCENT -> share(amount);
        };
    return Math.min(off, amount);
  }

  private long share(long amount) {
    BigInteger share =
        BigInteger.valueOf(amount).multiply(BigInteger.valueOf(value)).divide(HUNDRED);
    return Math.min(share.longValueExact(), maxAmount.orElse(Long.MAX_VALUE));
  }
}
