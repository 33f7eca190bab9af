package io.spendhub.platform.startup;

import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.platform.postgres.DatabaseUnavailable;
import io.spendhub.platform.postgres.EmbeddedDatabase;
import io.spendhub.platform.startup.FirstContact.HistoryUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The database of this process: the one that the operator names in {@code SPENDHUB_DB_URL}, else an
 * embedded one. Opened before Quarkus starts, because its configuration names the database.
 */
public final class ServiceDatabase implements AutoCloseable {
  private static final String URL = "SPENDHUB_DB_URL";
  private static final String USER = "SPENDHUB_DB_USER";
  private static final String USUAL_USER = "spendhub";
  private static final String PASSWORD = "SPENDHUB_DB_PASSWORD";
  private static final String READ_URL = "SPENDHUB_DB_READ_URL";

  private final Optional<EmbeddedDatabase.Running> embedded;

  private ServiceDatabase(Optional<EmbeddedDatabase.Running> embedded) {
    this.embedded = embedded;
  }

  /**
   * For a service: an embedded database belongs to it alone.
   *
   * @throws DatabaseUnavailable saying what is in the way
   */
  public static ServiceDatabase open() {
    return Setting.value(URL).isPresent()
        ? named(MigrationHistory::carryOver)
        : startEmbedded(MigrationHistory::carryOver);
  }

  /** For a command of the operator: it may also join the database of a service that runs. */
  public static ServiceDatabase openShared() {
    return openShared(MigrationHistory::carryOver);
  }

  /** For a command that only looks: it changes nothing, wherever the history lies. */
  public static ServiceDatabase openToLook() {
    return openShared(
        primary ->
            System.setProperty("quarkus.flyway.default-schema", MigrationHistory.schema(primary)));
  }

  private static ServiceDatabase openShared(HistoryUse history) {
    if (Setting.value(URL).isPresent()) {
      return named(history);
    }
    Optional<DatabaseAddress> running = embedded().runningIn(directory());
    if (running.isEmpty()) {
      return startEmbedded(history);
    }
    announce(running.get(), history);
    return new ServiceDatabase(Optional.empty());
  }

  private static ServiceDatabase named(HistoryUse history) {
    String url = Setting.value(URL).orElseThrow();
    if (Setting.value(READ_URL).isEmpty()) {
      System.setProperty(READ_URL, url);
    }
    if (Setting.value(USER).isEmpty()) {
      System.setProperty(USER, USUAL_USER);
    }
    meet(url, Setting.value(READ_URL).orElse(url), history);
    return new ServiceDatabase(Optional.empty());
  }

  private static void meet(String url, String readUrl, HistoryUse history) {
    FirstContact contact = new FirstContact(FirstContact.PATIENCE, ServiceDatabase::say);
    NamedDatabase primary = named(URL, url);
    contact.withPrimary(primary, history);
    if (!readUrl.equals(url)) {
      contact.withReplica(named(READ_URL, readUrl), primary);
    }
  }

  private static NamedDatabase named(String setting, String url) {
    String user = Setting.value(USER).orElse(USUAL_USER);
    String password = Setting.value(PASSWORD).orElse("");
    return new NamedDatabase(setting, new DatabaseAddress(url, user, password));
  }

  private static void say(String sentence) {
    System.err.println("spendhub: " + sentence);
  }

  private static ServiceDatabase startEmbedded(HistoryUse history) {
    EmbeddedDatabase brought = embedded();
    say(
        Files.isDirectory(directory().resolve("postgresql"))
            ? "starting the PostgreSQL in " + directory() + "."
            : "making a PostgreSQL in " + directory() + ", which takes some seconds once.");
    EmbeddedDatabase.Running started = brought.start(directory());
    try {
      announce(started.address(), history);
      return new ServiceDatabase(Optional.of(started));
    } catch (DatabaseUnavailable failure) {
      started.close();
      throw failure;
    }
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

  /** Makes the expressions of application.properties resolve to this database of our own. */
  private static void announce(DatabaseAddress database, HistoryUse history) {
    try (Connection connection =
        DriverManager.getConnection(database.url(), database.user(), database.password())) {
      history.in(connection);
    } catch (SQLException failure) {
      throw new DatabaseUnavailable(
          "The embedded PostgreSQL does not answer (%s).".formatted(Obstacle.said(failure)),
          failure);
    }
    System.setProperty(URL, database.url());
    System.setProperty(READ_URL, database.url());
    System.setProperty(USER, database.user());
    System.setProperty(PASSWORD, database.password());
  }

  /** Stops the database if this process started it. */
  @Override
  public void close() {
    embedded.ifPresent(EmbeddedDatabase.Running::close);
  }
}
