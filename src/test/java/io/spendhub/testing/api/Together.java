package io.spendhub.testing.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Calls that are made at once, each by a thread of its own. */
public final class Together {
  private Together() {}

  /**
   * Makes calls that all wait for each other before they start.
   *
   * @param call given the number of its thread, from 0
   * @return what the calls gave, in the order of their threads
   */
  public static <T> List<T> run(int threads, IntFunction<T> call) {
    CountDownLatch ready = new CountDownLatch(threads);
    List<Future<T>> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        int thread = i;
        Callable<T> started =
            () -> {
              ready.countDown();
              ready.await();
              return call.apply(thread);
            };
        results.add(executor.submit(started));
      }
      return results.stream().map(Together::result).toList();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException failure) {
      throw new AssertionError(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
