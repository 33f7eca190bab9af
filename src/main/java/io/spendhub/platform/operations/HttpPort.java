package io.spendhub.platform.operations;

import io.spendhub.platform.startup.Setting;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Optional;

/** Where the API of this machine listens. */
final class HttpPort {
  static final String SETTING = "SPENDHUB_HTTP_PORT";
  private static final String USUAL = "8080";

  private HttpPort() {}

  static int ofService() {
    return Integer.parseInt(Setting.value(SETTING).orElse(USUAL));
  }

  /** An empty setting is none to us, and a wrong one to Quarkus. */
  static void tellQuarkus() {
    System.setProperty(SETTING, Integer.toString(ofService()));
  }

  /** A sentence for the operator if a service could not listen there; empty if it could. */
  static Optional<String> whyNotFree() {
    // Tests of the packaged program name it in Quarkus' own property, which goes before.
    int port = Integer.getInteger("quarkus.http.port", ofService());
    try (ServerSocket closedAtOnce = new ServerSocket(port)) {
      return Optional.empty();
    } catch (IOException taken) {
      return Optional.of(
          "port %s cannot be listened on (%s). End what listens there, or set %s to another port."
              .formatted(port, taken.getMessage(), SETTING));
    }
  }
}
