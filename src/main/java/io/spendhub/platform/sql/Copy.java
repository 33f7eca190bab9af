package io.spendhub.platform.sql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** COPY, which is the fastest way into a table and takes all rows or none. */
final class Copy {
  private static final String UNIQUE_VIOLATION = "23505";

  private Copy() {}

  static boolean ifUnique(Connection connection, String sql, byte[] rows) throws SQLException {
    try (Statement savepoint = connection.createStatement()) {
      savepoint.execute("savepoint before_copy");
      try {
        copy(connection, sql, rows);
        savepoint.execute("release savepoint before_copy");
        return true;
      } catch (SQLException failure) {
        if (!UNIQUE_VIOLATION.equals(failure.getSQLState())) {
          throw failure;
        }
        savepoint.execute("rollback to savepoint before_copy");
        return false;
      }
    }
  }

  private static void copy(Connection connection, String sql, byte[] rows) throws SQLException {
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(sql, new ByteArrayInputStream(rows));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
