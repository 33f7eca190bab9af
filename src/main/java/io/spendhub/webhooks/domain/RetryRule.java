package io.spendhub.webhooks.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a delivery that failed is tried again: at most 10 times in all, over three days, after a
 * pause that is drawn from an interval that grows fourfold each time, so that those that failed
 * together do not come again together.
 */
public final class RetryRule {
  public static final int MOST_ATTEMPTS = 10;
  public static final Duration LONGEST = Duration.ofDays(3);

  /** Of the interval that the first pause is drawn from. */
  private static final Duration FIRST = Duration.ofSeconds(5);

  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final double MILLIS_IN_A_SECOND = 1e3;

  private RetryRule() {}

  /**
   * The pause before the next attempt; empty where there is none.
   *
   * @param attempts how many failed, the last one included
   * @param since when the delivery was asked for
   * @param retryAfter the least pause that the server asked for, of which a day at most is kept to
   * @param chance from 0 to 1, 1 excluded
   */
  public static Optional<Duration> pause(
      long attempts, Instant since, Instant now, Optional<Duration> retryAfter, double chance) {
    Duration left = Duration.between(now, since.plus(LONGEST));
    if (attempts >= MOST_ATTEMPTS || !left.isPositive()) {
      return Optional.empty();
    }
    Duration drawn = Duration.ofMillis((long) (interval(attempts).toMillis() * chance));
    Duration least = retryAfter.map(asked -> shorter(asked, LONGEST_PAUSE)).orElse(Duration.ZERO);
    return Optional.of(shorter(drawn.compareTo(least) > 0 ? drawn : least, left));
  }

  private static Duration interval(long attempts) {
    double seconds = FIRST.toSeconds() * Math.pow(4, attempts - 1.0);
    return shorter(Duration.ofMillis((long) (seconds * MILLIS_IN_A_SECOND)), LONGEST_PAUSE);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
