package io.spendhub.platform.security;

import io.github.bucket4j.Bucket;
import io.spendhub.shared.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The guesses that one caller, or one address, has left. */
final class Guesses {
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
    try {
      while (!left.tryConsume(1)) {
        if (underWay == 0) {
          throw tooMany(
              Duration.ofNanos(left.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
        }
        wait();
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
