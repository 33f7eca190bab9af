package io.spendhub.platform.operations;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.spendhub.platform.startup.ServiceDatabase;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The life of the process: the database first, then Quarkus; at the end Quarkus, which finishes
 * what it has accepted, and only then the database.
 */
final class ServiceProcess {
  /** Longer than requests may take to drain and PostgreSQL to write its memory to disk. */
  private static final int PATIENCE_SECONDS = 400;

  private final Supplier<ServiceDatabase> database;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean opening = true;

  private ServiceProcess(Supplier<ServiceDatabase> database) {
    this.database = database;
  }

  /** Answers the exit code. */
  static int run(
      Supplier<ServiceDatabase> database,
      Class<? extends QuarkusApplication> application,
      String... arguments) {
    return LiveReload.isOn()
        ? runReloading(database, application, arguments)
        : new ServiceProcess(database).runOnce(application, arguments);
  }

  private int runOnce(Class<? extends QuarkusApplication> application, String... arguments) {
    Outcome outcome = new Outcome();
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> holdTheEnd(main), "await-drained"));
    try (ServiceDatabase opened = open()) {
      Quarkus.run(application, outcome, arguments);
      return outcome.code();
    } finally {
      ended.countDown();
    }
  }

  private ServiceDatabase open() {
    ServiceDatabase opened = database.get();
    opening = false;
    return opened;
  }

  /**
   * The process ends when its last shutdown hook has returned, whatever the main thread is doing.
   * This hook returns when the main thread has closed the database.
   */
  private void holdTheEnd(Thread main) {
    try {
      if (opening) {
        main.interrupt();
      }
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("spendhub: the end took too long; ending without PostgreSQL's");
      }
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Live reload runs the program again and again in one process. The database outlives the reloads:
   * its address stays in the system properties, so the next run opens it as one that was named.
   */
  private static int runReloading(
      Supplier<ServiceDatabase> database,
      Class<? extends QuarkusApplication> application,
      String... arguments) {
    ServiceDatabase opened = database.get();
    Runtime.getRuntime().addShutdownHook(new Thread(opened::close, "close-database"));
    Quarkus.run(application, arguments);
    return 0;
  }
}
