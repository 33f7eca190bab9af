package io.spendhub.faults;

import io.spendhub.testing.api.Together;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** How hard the services are driven: {@code SPENDHUB_TEST_ROUNDS} times what it usually is. */
final class Load {
  static final int THREADS = 64;

  private static final int ROUNDS =
      Integer.parseInt(Optional.ofNullable(System.getenv("SPENDHUB_TEST_ROUNDS")).orElse("1"));

  private Load() {}

  /** So many times as often as usual. */
  static int times(int usually) {
    return usually * ROUNDS;
  }

  /**
   * Calls made by all threads at once, several by each.
   *
   * @param call given a number of its own, from 0; those of one thread are far apart
   */
  static <T> List<T> spread(int callsOfEach, IntFunction<T> call) {
    return Together.run(
            THREADS,
            thread ->
                IntStream.range(0, callsOfEach)
                    .mapToObj(turn -> call.apply(turn * THREADS + thread))
                    .toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }
}
