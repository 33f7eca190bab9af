package io.spendhub.testing.api;

import io.spendhub.testing.Until;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Sessions of the database that wait for a lock. */
public final class LockWaiters {
  private LockWaiters() {}

  /** Returns once another session waits for a lock that this connection holds. */
  public static void awaitOn(Connection holder) throws SQLException {
    try (Statement statement = holder.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      int backend = row.getInt(1);
      Until.holds(() -> waitingFor(backend) > 0);
    }
  }

  private static long waitingFor(int backend) {
    return Stored.number(
        "select count(*) from pg_stat_activity where ? = any (pg_blocking_pids(pid))", backend);
  }
}
