package io.spendhub.authorizations;

import io.spendhub.authorizations.DeclineDetail.LimitOwner;
import io.spendhub.limits.LimitCrossing;
import io.spendhub.limits.LimitUsage;
import io.spendhub.limits.LimitWindow;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The event {@code limit.threshold_reached}: spending took the use of a limit to a threshold of its
 * amount or its count, or beyond it. Amounts are in minor units.
 *
 * @param ownerId the wallet, or the card whose purchase it was; cards that replaced each other
 *     share their limits
 * @param windowStart absent where a window has no beginning
 * @param threshold percent, the highest that was crossed: 80 or 100
 * @param usedAmount what is used now, the purchase included
 * @param currency of the wallet
 * @param authorizationId what took it there
 */
public record LimitThresholdReached(
    LimitOwner owner,
    UUID ownerId,
    LimitWindow window,
    Optional<Instant> windowStart,
    int threshold,
    OptionalLong amount,
    long usedAmount,
    OptionalLong count,
    long usedCount,
    String currency,
    UUID authorizationId) {
  public static final String TYPE = "limit.threshold_reached";

  public static LimitThresholdReached of(
      LimitOwner owner,
      UUID ownerId,
      LimitCrossing crossing,
      String currency,
      UUID authorizationId) {
    LimitUsage usage = crossing.usage();
    return new LimitThresholdReached(
        owner,
        ownerId,
        usage.window(),
        usage.beginning(),
        crossing.percent(),
        usage.amount(),
        usage.usedAmount(),
        usage.count(),
        usage.usedCount(),
        currency,
        authorizationId);
  }
}
