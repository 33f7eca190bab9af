package io.spendhub.vouchers.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for what the service does by itself. */
final class Until {
  /** The contract gives a minute to what has expired. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private Until() {}

  static void holds(BooleanSupplier condition) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean() && Instant.now().isBefore(deadline)) {
      Thread.sleep(PAUSE);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
