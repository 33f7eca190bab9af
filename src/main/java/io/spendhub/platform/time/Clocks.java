package io.spendhub.platform.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The one clock of the service. Nothing else asks the system for the time. */
@ApplicationScoped
class Clocks {
  private static final Duration MICROSECOND = Duration.ofNanos(1_000);

  /**
   * UTC in whole microseconds: what PostgreSQL keeps, so an instant stays equal to itself stored.
   */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), MICROSECOND);
  }
}
