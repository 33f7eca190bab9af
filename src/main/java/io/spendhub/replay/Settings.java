package io.spendhub.replay;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What surrounds a replay.
 *
 * @param service where the API is
 * @param adminKey the operator's key; needed only to make an organization
 * @param dataDirectory where the keys of organizations made by replays are kept
 */
record Settings(URI service, Optional<String> adminKey, Path dataDirectory) {

  /** From system properties or else the environment, which have the same names. */
  static Settings of(URI service) {
    return new Settings(
        service, value("SPENDHUB_ADMIN_KEY"), Path.of(value("SPENDHUB_DATA_DIR").orElse("./data")));
  }

  /** Where the state files of replays and the sample of the demo are. */
  Path replayFolder() {
    return dataDirectory.resolve("replay");
  }

  private static Optional<String> value(String name) {
    return Optional.ofNullable(System.getProperty(name))
        .or(() -> Optional.ofNullable(System.getenv(name)))
        .filter(value -> !value.isBlank());
  }
}
