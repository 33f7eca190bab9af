package io.spendhub.platform.sql;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.spendhub.platform.connections.ConnectionShares;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/**
 * Reads that need more than one statement and see one state of the database. They may take minutes,
 * each as long as its {@link LongRead} says, and no statement outlives it.
 */
@ApplicationScoped
public class Snapshots {
  /** The watch ends a statement first, because it knows why. */
  private static final Duration AFTER_THE_WATCH = Duration.ofSeconds(1);

  /** A server that is gone ends nothing. */
  private static final Duration AFTER_THE_SERVER = Duration.ofSeconds(10);

  private final AgroalDataSource source;
  private final JsonText json;
  private final ConnectionShares shares;
  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("long-reads").daemon().factory());

  Snapshots(@DataSource("read") AgroalDataSource source, JsonText json, ConnectionShares shares) {
    this.source = source;
    this.json = json;
    this.shares = shares;
  }

  @PreDestroy
  void stop() {
    watcher.shutdownNow();
  }

  /**
   * Does some work on one repeatable snapshot of the read datasource.
   *
   * @throws LongRead.TooLong if it takes longer than it may
   * @throws LongRead.Ended if it was ended from outside
   * @throws io.spendhub.shared.Refusal 503 {@code unavailable} if it waits too long for a
   *     connection
   * @throws DatabaseFailure in place of a checked {@link SQLException}
   */
  public <T> T read(LongRead read, Function<Snapshot, T> work) {
    read.goOn();
    try (var _ = shares.forRead();
        Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      int usualTimeout = connection.getNetworkTimeout();
      connection.setNetworkTimeout(Runnable::run, millis(read, AFTER_THE_SERVER));
      try {
        return watched(read, connection, work);
      } catch (SQLException | DatabaseFailure failure) {
        read.goOn();
        throw failure;
      } finally {
        giveBack(read, connection, usualTimeout);
      }
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }

  private <T> T watched(LongRead read, Connection connection, Function<Snapshot, T> work)
      throws SQLException {
    try (LongRead.Watch _ = read.watch(connection, watcher);
        Statement patience = connection.createStatement()) {
      patience.execute("set local statement_timeout = " + millis(read, AFTER_THE_WATCH));
      T done = work.apply(new Snapshot(connection, json));
      read.goOn();
      return done;
    }
  }

  /** How long to wait where nothing else ends a read; 0 for ever. */
  private static int millis(LongRead read, Duration after) {
    return read.longest().map(time -> Math.toIntExact(time.plus(after).toMillis())).orElse(0);
  }

  /** A connection that was cancelled may be cancelled once more, and so it is nobody else's. */
  private static void giveBack(LongRead read, Connection connection, int usualTimeout)
      throws SQLException {
    if (read.isStopped()) {
      connection.abort(Runnable::run);
    } else {
      connection.rollback();
      connection.setAutoCommit(true);
      connection.setNetworkTimeout(Runnable::run, usualTimeout);
    }
  }
}
