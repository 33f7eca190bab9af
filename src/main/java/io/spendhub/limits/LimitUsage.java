package io.spendhub.limits;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A limit and what counts against it in one window.
 *
 * @param ownerId the wallet, or the first card of a line of replacements
 * @param amount most that may be spent, minor units
 * @param count most authorizations
 * @param windowStart when the window began; some instant, always the same, where it has no
 *     beginning
 * @param usedAmount minor units, may be above the limit because clearings may pass it
 * @param usedCount authorizations
 */
public record LimitUsage(
    UUID limitId,
    UUID ownerId,
    LimitWindow window,
    OptionalLong amount,
    OptionalLong count,
    Instant windowStart,
    long usedAmount,
    long usedCount) {

  /** When the window began, if it has a beginning. */
  public Optional<Instant> beginning() {
    return window.recurs() ? Optional.of(windowStart) : Optional.empty();
  }

  /** What may still be spent in this window, never below 0; no limit by amount leaves no bound. */
  public long remainingAmount() {
    return amount.isPresent() ? Math.max(0, amount.getAsLong() - usedAmount) : Long.MAX_VALUE;
  }

  /** How many authorizations may still be made in this window, never below 0. */
  public long remainingCount() {
    return count.isPresent() ? Math.max(0, count.getAsLong() - usedCount) : Long.MAX_VALUE;
  }

  /** The same limit, with this much used of it. */
  public LimitUsage withUsedAmount(long amountUsed) {
    return new LimitUsage(
        limitId, ownerId, window, amount, count, windowStart, amountUsed, usedCount);
  }

  public boolean allowsAmount(long more) {
    return more <= remainingAmount();
  }

  public boolean allowsOneMore() {
    return remainingCount() >= 1;
  }
}
