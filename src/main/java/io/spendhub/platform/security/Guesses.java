package io.spendhub.platform.security;

import io.github.bucket4j.Bucket;
import io.spendhub.shared.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The guesses that one caller, or one address, has left. */
final class Guesses {
  /** Longer than look-ups take, and shorter than callers usually wait for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Bucket left;
  private int underWay;

  Guesses(Bucket left) {
    this.left = left;
  }

  <T> Optional<T> limited(Supplier<Optional<T>> lookup) {
    take();
    boolean missed = false;
    try {
      Optional<T> found = lookup.get();
      missed = found.isEmpty();
      return found;
    } finally {
      end(missed);
    }
  }

  /** Waits while others may give some back: they end, or fail, in the time of a statement. */
  private synchronized void take() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!left.tryConsume(1)) {
        if (underWay == 0) {
          throw tooMany(
              Duration.ofNanos(left.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
          throw Refusal.of(
              Refusal.Kind.UNAVAILABLE, "unavailable", "Too many look codes up. Try again.");
        }
        wait(millis);
      }
      underWay++;
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw Refusal.of(Refusal.Kind.UNAVAILABLE, "unavailable", "The service is ending.");
    }
  }

  private synchronized void end(boolean missed) {
    underWay--;
    if (!missed) {
      left.addTokens(1);
    }
    notifyAll();
  }

  private static Refusal tooMany(Duration wait) {
    return Refusal.tooMany(
        "too_many_guesses",
        "Too many codes were tried that do not exist. Try again in "
            + wait.plusNanos(999_999_999).toSeconds()
            + " seconds.",
        wait);
  }
}
