package io.spendhub.platform.sql;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.spendhub.platform.connections.ConnectionLoss;
import io.spendhub.platform.connections.driver.CountedConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads outside of transactions, which have no effect and so may be run again. */
final class Reading {
  /** A server that is there answers a question that asks for nothing well within this. */
  private static final int ANSWER_MILLIS = 1_000;

  private Reading() {}

  /**
   * Reads, and once more on a fresh connection where the first was lost. Those that nobody is at
   * are thrown away with it: where a host is gone, each of them would be waited for in its turn.
   * One that is met all the same has to answer at once, and there is an end to meeting them.
   */
  static <T> T on(AgroalDataSource pool, Primary.Work<T> work) throws SQLException {
    boolean connected = false;
    try (Connection connection = pool.getConnection()) {
      connected = true;
      return work.run(connection);
    } catch (SQLException failure) {
      if (!connected || !ConnectionLoss.is(failure)) {
        throw failure;
      }
      pool.flush(FlushMode.IDLE);
      return onFresh(pool, work, System.nanoTime());
    }
  }

  private static <T> T onFresh(AgroalDataSource pool, Primary.Work<T> work, long lostAt)
      throws SQLException {
    while (true) {
      boolean fresh = true;
      try (Connection connection = pool.getConnection()) {
        fresh = CountedConnection.isOpenedAfter(lostAt, connection);
        if (!fresh) {
          requireAnswer(connection);
        }
        return work.run(connection);
      } catch (SQLException failure) {
        if (fresh || !ConnectionLoss.leavesOthersToMeet(failure, lostAt)) {
          throw failure;
        }
      }
    }
  }

  private static void requireAnswer(Connection connection) throws SQLException {
    int usualMillis = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
    try (Statement statement = connection.createStatement()) {
      statement.execute("select");
    }
    connection.setNetworkTimeout(Runnable::run, usualMillis);
  }
}
