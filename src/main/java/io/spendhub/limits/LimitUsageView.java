package io.spendhub.limits;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A limit and its use in the window of this moment, as the API shows it; amounts in minor units.
 *
 * @param remainingAmount never below 0, even where clearings passed the limit
 * @param windowStart absent where a window has no beginning
 * @param resetsAt when the next window begins, if it ever does
 */
public record LimitUsageView(
    LimitWindow window,
    OptionalLong amount,
    OptionalLong count,
    long usedAmount,
    long usedCount,
    OptionalLong remainingAmount,
    OptionalLong remainingCount,
    Optional<Instant> windowStart,
    Optional<Instant> resetsAt,
    String timezone) {

  /** What the API answers with: all limits of one owner, in the order of their windows. */
  public record Limits(List<LimitUsageView> data) {}
}
