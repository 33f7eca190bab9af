package io.spendhub.platform.postgres;

import java.nio.file.Path;

/** A process that owns an embedded PostgreSQL, as a service does, and waits to be killed. */
final class ServiceToKill {
  private ServiceToKill() {}

  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]));
    System.out.println("started");
    Thread.currentThread().join();
  }
}
