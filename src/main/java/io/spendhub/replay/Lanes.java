package io.spendhub.replay;

import io.spendhub.replay.client.ReplayFailure;
import io.spendhub.replay.client.Stopped;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs tasks beside one another on a bounded number of virtual threads; the first failure ends all.
 */
final class Lanes {
  private Lanes() {}

  static void run(int atOnce, List<? extends Runnable> tasks) {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory());
    try {
      ExecutorCompletionService<Boolean> done = new ExecutorCompletionService<>(threads);
      tasks.forEach(task -> done.submit(task, true));
      for (int finished = 0; finished < tasks.size(); finished++) {
        done.take().get();
      }
    } catch (InterruptedException interrupted) {
      throw Stopped.by(interrupted);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ReplayFailure failure) {
        throw failure;
      }
      throw new IllegalStateException("a lane broke", failed.getCause());
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }
}
