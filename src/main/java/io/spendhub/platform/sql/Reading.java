package io.spendhub.platform.sql;

import io.agroal.api.AgroalDataSource;
import io.spendhub.platform.connections.ConnectionLoss;
import io.spendhub.platform.connections.driver.CountedConnection;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads outside of transactions, which have no effect and so may be run again. */
final class Reading {
  private Reading() {}

  /**
   * Reads, and once more on a fresh connection where the first was lost. Each on the way there that
   * was opened before and is lost as well leaves the pool, so there is an end.
   */
  static <T> T on(AgroalDataSource pool, Primary.Work<T> work) throws SQLException {
    long lostAt = 0;
    boolean again = false;
    while (true) {
      boolean fresh = true;
      try (Connection connection = pool.getConnection()) {
        fresh = again && CountedConnection.isOpenedAfter(lostAt, connection);
        return work.run(connection);
      } catch (SQLException failure) {
        if (fresh || !ConnectionLoss.is(failure)) {
          throw failure;
        }
        lostAt = again ? lostAt : System.nanoTime();
        again = true;
      }
    }
  }
}
