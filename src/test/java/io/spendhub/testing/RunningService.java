package io.spendhub.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.platform.postgres.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program as a service in a process of its own, which a test may stop or kill. */
public final class RunningService implements AutoCloseable {
  private static final Path LOGS = Path.of("target", "services");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Process process;
  private final Path log;
  private final URI uri;

  private RunningService(Process process, Path log, URI uri) {
    this.process = process;
    this.log = log;
    this.uri = uri;
  }

  /** Starts one on a database, and returns before it is ready. */
  public static RunningService starting(DatabaseAddress database) {
    return starting(database, Map.of());
  }

  /** The same, with some settings beside those of the database. */
  public static RunningService starting(DatabaseAddress database, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(PackagedProgram.reaching(database));
    all.putAll(settings);
    return starting(all);
  }

  /** Starts one that brings along its own database in a directory. */
  public static RunningService starting(Path dataDirectory) {
    return starting(
        Map.of(
            "SPENDHUB_DATA_DIR",
            dataDirectory.toString(),
            "SPENDHUB_ADMIN_KEY",
            PostgresResource.OPERATOR_KEY));
  }

  private static RunningService starting(Map<String, String> settings) {
    try {
      int port = freePort();
      Map<String, String> all = new HashMap<>(settings);
      all.put("SPENDHUB_HTTP_PORT", Integer.toString(port));
      Path log = Files.createTempFile(Files.createDirectories(LOGS), "service-", ".log");
      Process process = PackagedProgram.start(log, all, List.of("serve"));
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new RunningService(process, log, URI.create("http://127.0.0.1:" + port));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public URI uri() {
    return uri;
  }

  /** Returns when the service answers that it is ready. */
  public RunningService awaitReady() {
    Instant deadline = Instant.now().plus(PATIENCE);
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!isReady(client)) {
        if (!process.isAlive() || Instant.now().isAfter(deadline)) {
          throw new IllegalStateException("the service is not ready:\n" + log());
        }
        Thread.sleep(PAUSE);
      }
      return this;
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(told);
    }
  }

  private boolean isReady(HttpClient client) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri.resolve("/q/health/ready")).build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What the service has logged so far. */
  public String log() {
    try {
      return Files.readString(log, UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** SIGKILL: the process has no moment left for anything. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM: the process ends what it has begun. */
  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the service has not ended:\n" + log());
      }
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(told);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
