package io.spendhub.platform.operations;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Clocks that are not in step harm, and neither a restart nor another process mends it. */
@Wellness
@Singleton
final class ClockCheck implements HealthCheck {
  private final ClockSkew skew;

  ClockCheck(ClockSkew skew) {
    this.skew = skew;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("clock")
        .status(skew.isInStep())
        .withData("secondsAheadOfDatabase", Double.toString(skew.seconds()))
        .build();
  }
}
