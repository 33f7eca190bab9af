package io.spendhub.limits;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The limits that one transaction decides on, and the counters that it changes. */
public interface LimitBook {
  /**
   * The owner's limits, each with its use in the window that an authorization of this time counts
   * in, in the order of the windows.
   *
   * @param at must be among the moments that the book was opened for
   */
  List<LimitUsage> usage(UUID ownerId, Instant at);

  /**
   * Counts spending in the owner's windows of this time.
   *
   * @param amount minor units, negative to give back
   * @param count authorizations, 0 or 1
   * @return the limits of which this crossed a threshold, in the order of the windows; none of them
   *     is {@code PER_AUTHORIZATION}, which has no use that grows
   * @throws io.spendhub.shared.Refusal 422 {@code amount_out_of_range} if a counter would pass
   *     2^63-1
   */
  List<LimitCrossing> count(UUID ownerId, Instant at, long amount, int count);
}
