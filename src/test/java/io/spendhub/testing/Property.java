package io.spendhub.testing;

import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Something that must hold for any input. Each run has a seed of its own, and a failing one says
 * how to repeat it.
 *
 * <p>{@code -Dspendhub.property.runs=} sets how many runs there are, and {@code
 * -Dspendhub.property.seed=} the seed of the first.
 */
public final class Property {
  private static final String RUNS = "spendhub.property.runs";
  private static final String SEED = "spendhub.property.seed";
  private static final int DEFAULT_RUNS = 2_000;

  private Property() {}

  public static void holdsForAny(Consumer<RandomGenerator> run) {
    int runs = runs();
    long first = Long.getLong(SEED, ThreadLocalRandom.current().nextLong());
    for (int i = 0; i < runs; i++) {
      holdsFor(first + i, run);
    }
  }

  /** How many runs there are; at least 1. */
  public static int runs() {
    int runs = Integer.getInteger(RUNS, DEFAULT_RUNS);
    if (runs < 1) {
      throw new IllegalArgumentException(RUNS + " must be at least 1: " + runs);
    }
    return runs;
  }

  private static void holdsFor(long seed, Consumer<RandomGenerator> run) {
    try {
      run.accept(new SplittableRandom(seed));
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(
          "repeat with -D%s=%d -D%s=1: %s".formatted(SEED, seed, RUNS, failure.getMessage()),
          failure);
    }
  }
}
