package io.spendhub.platform.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Goes through an answer row by row. Within a transaction the server hands over a few rows at a
 * time, so that it does not matter how many there are.
 */
public final class RowCursor implements AutoCloseable {
  private static final int ROWS_AT_ONCE = 5_000;

  private final PreparedStatement statement;
  private final ResultSet results;
  private final Row row;

  RowCursor(Connection connection, JsonText json, String sql, List<?> values) throws SQLException {
    statement = Binding.prepare(connection, sql, values);
    try {
      statement.setFetchSize(ROWS_AT_ONCE);
      results = statement.executeQuery();
    } catch (SQLException failure) {
      statement.close();
      throw failure;
    }
    row = new Row(results, json);
  }

  /** Goes to the next row, or tells that there is none. */
  public boolean next() {
    try {
      return results.next();
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }

  /** The row it is at. */
  public Row row() {
    return row;
  }

  @Override
  public void close() {
    try (statement) {
      results.close();
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }
}
