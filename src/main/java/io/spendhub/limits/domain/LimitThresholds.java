package io.spendhub.limits.domain;

import io.spendhub.limits.LimitUsage;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * How much of a limit makes its owner hear of it. A threshold is reached at the first whole unit
 * that is at least so many percent of the limit; it is crossed by what takes the use of the limit
 * from below it to it or beyond. So what is given back raises nothing, and a limit of 0, which is
 * reached before anything is spent, is never crossed.
 */
public final class LimitThresholds {
  private static final int WHOLE = 100;
  private static final int[] HIGHEST_FIRST = {WHOLE, 80};

  private LimitThresholds() {}

  /**
   * The highest threshold that this spending crossed, by amount or by count, in percent.
   *
   * @param after the same limit and window as before
   */
  public static OptionalInt crossed(LimitUsage before, LimitUsage after) {
    return IntStream.of(HIGHEST_FIRST)
        .filter(
            percent ->
                crosses(after.amount(), percent, before.usedAmount(), after.usedAmount())
                    || crosses(after.count(), percent, before.usedCount(), after.usedCount()))
        .findFirst();
  }

  private static boolean crosses(OptionalLong limit, int percent, long before, long after) {
    if (limit.isEmpty()) {
      return false;
    }
    long threshold = threshold(limit.getAsLong(), percent);
    return before < threshold && threshold <= after;
  }

  /** So many percent of a limit, rounded up; exact for every limit, since nothing overflows. */
  private static long threshold(long limit, int percent) {
    return limit / WHOLE * percent + Math.ceilDiv(limit % WHOLE * percent, WHOLE);
  }
}
