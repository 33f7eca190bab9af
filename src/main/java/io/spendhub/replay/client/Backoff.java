package io.spendhub.replay.client;

import java.time.Duration;
import java.util.stream.IntStream;

/** How often and how long apart a request is sent again that could not be answered. */
public record Backoff(int attempts, Duration first, Duration longest) {

  /** About a minute and a half in all: time enough for a service to be started again. */
  public static final Backoff PATIENT =
      new Backoff(24, Duration.ofMillis(50), Duration.ofSeconds(5));

  /**
   * The pause after an attempt; each is twice the one before, up to the longest.
   *
   * @param attempt from 0
   */
  Duration after(int attempt) {
    Duration doubled = first.multipliedBy(1L << Math.min(attempt, 20));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  /** All pauses together. */
  public Duration total() {
    return IntStream.range(0, attempts - 1)
        .mapToObj(this::after)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
