package io.spendhub.platform.operations;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The service once through without a database: it starts, answers a few calls as well as it can,
 * and ends. The JVM that an image starts has a cache of what was loaded then, which is made where
 * there is no database.
 */
public final class Rehearsal implements QuarkusApplication {
  /** Nobody listens at the first of all ports. */
  private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/rehearsal";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "SPENDHUB_DB_URL", NOWHERE,
          "SPENDHUB_DB_READ_URL", NOWHERE,
          "SPENDHUB_DB_PASSWORD", "none",
          "quarkus.http.host", "127.0.0.1",
          "quarkus.http.port", "0",
          "quarkus.scheduler.enabled", "false",
          "quarkus.flyway.migrate-at-start", "false",
          "quarkus.log.level", "OFF");

  private static final String HEAD =
      " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer none\r\n";
  private static final List<String> CALLS =
      List.of(
          "GET /q/health" + HEAD + "\r\n",
          "GET /q/metrics" + HEAD + "\r\n",
          "GET /v1/wallets" + HEAD + "\r\n",
          "POST /v1/authorizations"
              + HEAD
              + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");

  /** Answers the exit code. */
  static int runOnce() {
    SETTINGS.forEach(System::setProperty);
    Outcome outcome = new Outcome();
    Quarkus.run(Rehearsal.class, outcome);
    return outcome.code();
  }

  @Override
  public int run(String... arguments) throws IOException {
    int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    for (String call : CALLS) {
      if (!answered(call, port)) {
        return CommandLine.FAILURE;
      }
    }
    return 0;
  }

  private static boolean answered(String call, int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(call.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII).startsWith("HTTP/1.1 ");
    }
  }
}
