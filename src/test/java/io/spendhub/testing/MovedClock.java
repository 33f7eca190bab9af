package io.spendhub.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** Time that stands still until a test moves it. */
public final class MovedClock implements InstantSource {
  private Instant now;

  public MovedClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** As the program asks for it. */
  public Clock clock() {
    return withZone(ZoneOffset.UTC);
  }

  /** Back, where the time is below zero. */
  public void pass(Duration time) {
    now = now.plus(time);
  }
}
