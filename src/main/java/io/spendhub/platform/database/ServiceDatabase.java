package io.spendhub.platform.database;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The database of this process: the one that the operator names in {@code SPENDHUB_DB_URL}, else an
 * embedded one. Opened before Quarkus starts, because its configuration names the database.
 */
public final class ServiceDatabase implements AutoCloseable {
  private static final String URL = "SPENDHUB_DB_URL";
  private static final String USER = "SPENDHUB_DB_USER";
  private static final String USUAL_USER = "spendhub";
  private static final String READ_URL = "SPENDHUB_DB_READ_URL";

  private final Optional<EmbeddedDatabase.Running> embedded;

  private ServiceDatabase(Optional<EmbeddedDatabase.Running> embedded) {
    this.embedded = embedded;
  }

  /** For a service: an embedded database belongs to it alone. */
  public static ServiceDatabase open() {
    return Setting.value(URL).isPresent() ? named() : startEmbedded();
  }

  /** For a command of the operator: it may also join the database of a service that runs. */
  public static ServiceDatabase openShared() {
    if (Setting.value(URL).isPresent()) {
      return named();
    }
    Optional<DatabaseAddress> running = embedded().runningIn(directory());
    if (running.isEmpty()) {
      return startEmbedded();
    }
    announce(running.get());
    return new ServiceDatabase(Optional.empty());
  }

  private static ServiceDatabase named() {
    if (Setting.value(READ_URL).isEmpty()) {
      System.setProperty(READ_URL, Setting.value(URL).orElseThrow());
    }
    if (Setting.value(USER).isEmpty()) {
      System.setProperty(USER, USUAL_USER);
    }
    return new ServiceDatabase(Optional.empty());
  }

  private static ServiceDatabase startEmbedded() {
    EmbeddedDatabase.Running started = embedded().start(directory());
    announce(started.address());
    return new ServiceDatabase(Optional.of(started));
  }

  private static EmbeddedDatabase embedded() {
    return EmbeddedDatabase.packaged()
        .orElseThrow(
            () ->
                new DatabaseUnavailable(
                    "Set SPENDHUB_DB_URL, SPENDHUB_DB_USER and SPENDHUB_DB_PASSWORD: this build"
                        + " brings no PostgreSQL of its own."));
  }

  private static Path directory() {
    return Path.of(Setting.value("SPENDHUB_DATA_DIR").orElse("data"));
  }

  /** Makes the expressions of application.properties resolve to this database. */
  private static void announce(DatabaseAddress database) {
    System.setProperty(URL, database.url());
    System.setProperty(READ_URL, database.url());
    System.setProperty(USER, database.user());
    System.setProperty("SPENDHUB_DB_PASSWORD", database.password());
  }

  /** Stops the database if this process started it. */
  @Override
  public void close() {
    embedded.ifPresent(EmbeddedDatabase.Running::close);
  }
}
