package io.spendhub.platform.connections.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;

/** A connection that acknowledges no commit in doubt, and is counted until its server forgot it. */
public final class CountedConnection extends PgConnection {
  private final ServerProcesses processes;
  private final int commitMillis;
  private final long openedAt = System.nanoTime();

  /**
   * Opens one.
   *
   * @param patience how long the answer to a commit is waited for
   */
  CountedConnection(
      HostSpec[] hosts,
      Properties properties,
      String url,
      ServerProcesses processes,
      Duration patience)
      throws SQLException {
    super(hosts, properties, url);
    this.processes = processes;
    this.commitMillis = Math.toIntExact(patience.toMillis());
  }

  /**
   * Whether a connection of a pool was opened after an instant.
   *
   * @param nanoTime as {@link System#nanoTime} told it
   */
  public static boolean isOpenedAfter(long nanoTime, Connection pooled) throws SQLException {
    return !pooled.isWrapperFor(CountedConnection.class)
        || pooled.unwrap(CountedConnection.class).openedAt - nanoTime > 0;
  }

  /**
   * Commits.
   *
   * @throws CommitInDoubt if it may or may not be committed, or is committed here and perhaps not
   *     on a standby that has to have it
   */
  @Override
  public void commit() throws SQLException {
    clearWarnings();
    int usualMillis = getNetworkTimeout();
    setNetworkTimeout(Runnable::run, commitMillis);
    try {
      super.commit();
    } catch (SQLException failure) {
      if (isClosed()) {
        throw new CommitInDoubt(failure);
      }
      setNetworkTimeout(Runnable::run, usualMillis);
      throw failure;
    }
    requireNoDoubt(afterCommit(usualMillis));
  }

  /** Whatever fails from here on fails after the commit. */
  private @Nullable SQLWarning afterCommit(int usualMillis) throws CommitInDoubt {
    try {
      setNetworkTimeout(Runnable::run, usualMillis);
      return getWarnings();
    } catch (SQLException failure) {
      throw new CommitInDoubt(failure);
    }
  }

  /**
   * PostgreSQL warns where it no longer waits for a standby: told to by somebody (class 01), or
   * because it ends (class 57). It says so in the language of the server; only the state is stable.
   */
  private static void requireNoDoubt(@Nullable SQLWarning first) throws CommitInDoubt {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      String state = String.valueOf(warning.getSQLState());
      if (state.startsWith("01") || state.startsWith("57")) {
        throw new CommitInDoubt(warning);
      }
    }
  }

  /** Where it is lost already, no goodbye reaches the server, which may be at its process yet. */
  @Override
  public void close() throws SQLException {
    processes.closing(this);
    super.close();
  }
}
