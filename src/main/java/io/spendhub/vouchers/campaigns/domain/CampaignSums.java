package io.spendhub.vouchers.campaigns.domain;

import io.spendhub.shared.Refusal;
import java.util.function.LongSupplier;

/** Sums of a campaign's amounts; 422 {@code amount_out_of_range} for what an int64 cannot count. */
public final class CampaignSums {
  private CampaignSums() {}

  public static long of(long total, long more) {
    return counted(() -> Math.addExact(total, more));
  }

  public static long times(long each, long count) {
    return counted(() -> Math.multiplyExact(each, count));
  }

  private static long counted(LongSupplier sum) {
    try {
      return sum.getAsLong();
    } catch (ArithmeticException overflow) {
      throw Refusal.unprocessable(
          "amount_out_of_range", "The campaign cannot count an amount this large.");
    }
  }
}
