package io.spendhub.platform.startup;

import io.spendhub.platform.postgres.DatabaseUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The first contact with a database that the operator named, before anything is started on it: what
 * is in the way is told in one line, and waited for only where waiting helps.
 */
final class FirstContact {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OLDEST_SERVER = 15;
  private static final long PAUSE_MILLIS = 500;

  private final Duration patience;
  private final Consumer<String> say;

  /**
   * @param patience how long a database that is away is waited for
   * @param say tells the operator a sentence
   */
  FirstContact(Duration patience, Consumer<String> say) {
    this.patience = patience;
    this.say = say;
  }

  /** What is done with the history of migrations that a database has. */
  @FunctionalInterface
  interface HistoryUse {
    void in(Connection primary) throws SQLException;
  }

  /**
   * Returns once the database can be worked with.
   *
   * @param history what is done with the migrations that it knows of
   * @throws DatabaseUnavailable saying by which setting it cannot
   */
  void withPrimary(NamedDatabase primary, HistoryUse history) {
    Map<String, String> asked = AskedOfSessions.ofPrimary();
    try (Connection first = awaited(primary, asked)) {
      requireSound(primary, first, asked);
      requireHistory(primary, first);
      history.in(first);
    } catch (SQLException failure) {
      throw Obstacle.of(primary, failure);
    }
  }

  /**
   * Looks at what reads are to be sent to. A replica that is away keeps nothing from starting:
   * commands do not need it.
   *
   * @throws DatabaseUnavailable when it can never serve the reads of this primary
   */
  void withReplica(NamedDatabase replica, NamedDatabase primary) {
    Map<String, String> asked = AskedOfSessions.ofReads();
    try (Connection copy = replica.connect(asked)) {
      requireSound(replica, copy, asked);
      requireCopy(replica, copy, primary);
    } catch (SQLException failure) {
      DatabaseUnavailable told = Obstacle.of(replica, failure);
      if (!Obstacle.mayPass(failure)) {
        throw told;
      }
      say.accept(told.getMessage() + " Reads fail until it does.");
    }
  }

  /** What is wrong with the primary is not the replica's fault, and not told as such. */
  private static void requireCopy(NamedDatabase replica, Connection copy, NamedDatabase primary) {
    try (Connection original = primary.connect(AskedOfSessions.ofPrimary())) {
      if (!new CopyCheck(original, copy).holds()) {
        throw DatabaseUnavailable.bySetting(
            "%s names a database that is no copy of the one of %s."
                .formatted(replica.setting(), primary.setting()));
      }
    } catch (SQLException failure) {
      throw Obstacle.of(primary, failure);
    }
  }

  private static void requireSound(
      NamedDatabase database, Connection session, Map<String, String> asked) throws SQLException {
    int version = session.getMetaData().getDatabaseMajorVersion();
    if (version < OLDEST_SERVER) {
      throw tooOld(database, version);
    }
    Optional<String> fault =
        new SessionCheck(() -> database.connect(asked), AskedOfSessions.parameters(asked)).fault();
    if (fault.isPresent()) {
      throw DatabaseUnavailable.bySetting(database.setting() + " " + fault.get());
    }
  }

  private static void requireHistory(NamedDatabase primary, Connection session)
      throws SQLException {
    try (Statement statement = session.createStatement()) {
      if (!MigrationHistory.mayBeKept(statement)) {
        throw Obstacle.lackOfRight("CREATE on the database " + primary.database());
      }
    }
  }

  static DatabaseUnavailable tooOld(NamedDatabase database, int version) {
    return DatabaseUnavailable.bySetting(
        "%s names a PostgreSQL %s; it must be %s or newer."
            .formatted(database.setting(), version, OLDEST_SERVER));
  }

  private Connection awaited(NamedDatabase database, Map<String, String> asked)
      throws SQLException {
    long end = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      try {
        return database.connect(asked);
      } catch (SQLException failure) {
        if (!Obstacle.mayPass(failure) || System.nanoTime() >= end) {
          throw failure;
        }
        if (!told) {
          say.accept(waiting(database, failure));
          told = true;
        }
        pause();
      }
    }
  }

  private String waiting(NamedDatabase database, SQLException failure) {
    return "waiting up to %s s for the PostgreSQL at %s (%s)."
        .formatted(patience.toSeconds(), database.place(), Obstacle.said(failure));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("told to end while the database was away.", told);
    }
  }
}
