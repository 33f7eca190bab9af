package io.spendhub.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRuleTest {
  private static final Instant SINCE = Instant.parse("2026-03-02T09:30:00Z");
  private static final double ALMOST_ONE = Math.nextDown(1.0);

  @ParameterizedTest
  @CsvSource({
    "1, 5",
    "2, 20",
    "3, 80",
    "4, 320",
    "5, 1280",
    "6, 5120",
    "7, 20480",
    "8, 81920",
    "9, 86400"
  })
  void the_pause_is_drawn_from_an_interval_that_grows(long attempts, long seconds) {
    assertThat(pause(attempts, Duration.ZERO, Optional.empty(), 0.0)).contains(Duration.ZERO);
    assertThat(pause(attempts, Duration.ZERO, Optional.empty(), 0.5))
        .contains(Duration.ofMillis(seconds * 500));
    assertThat(pause(attempts, Duration.ZERO, Optional.empty(), ALMOST_ONE).orElseThrow())
        .isBetween(Duration.ofSeconds(seconds - 1), Duration.ofSeconds(seconds));
  }

  @Test
  void there_are_ten_attempts_and_none_after_three_days() {
    assertThat(pause(10, Duration.ZERO, Optional.empty(), 0.5)).isEmpty();
    assertThat(pause(1, Duration.ofDays(3), Optional.empty(), 0.5)).isEmpty();
    assertThat(pause(9, Duration.ofDays(3).minusSeconds(7), Optional.empty(), 0.5))
        .contains(Duration.ofSeconds(7));
  }

  @Test
  void a_server_may_ask_for_a_longer_pause_of_a_day_at_most_and_not_for_a_shorter_one() {
    assertThat(pause(1, Duration.ZERO, Optional.of(Duration.ofHours(1)), 0.5))
        .contains(Duration.ofHours(1));
    assertThat(pause(1, Duration.ZERO, Optional.of(Duration.ofDays(400)), 0.5))
        .contains(Duration.ofDays(1));
    assertThat(pause(4, Duration.ZERO, Optional.of(Duration.ofSeconds(1)), 0.5))
        .contains(Duration.ofSeconds(160));
  }

  private static Optional<Duration> pause(
      long attempts, Duration age, Optional<Duration> retryAfter, double chance) {
    return RetryRule.pause(attempts, SINCE, SINCE.plus(age), retryAfter, chance);
  }
}
