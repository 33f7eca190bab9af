package io.spendhub.platform.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows on their way into one statement: each column becomes an array for {@code unnest(?, ?, ...)},
 * so that a batch of any size costs one round trip.
 */
public final class Rows {
  private final String[] types;
  private final List<Object[]> rows = new ArrayList<>();

  /** Columns by their PostgreSQL type, such as {@code uuid}, {@code int8}, {@code timestamptz}. */
  public Rows(String... types) {
    this.types = types.clone();
  }

  /** Adds a row; values in the order of the columns, null where the column is. */
  public Rows add(@org.jspecify.annotations.Nullable Object... values) {
    if (values.length != types.length) {
      throw new IllegalArgumentException(values.length + " values for " + types.length);
    }
    rows.add(values);
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public int size() {
    return rows.size();
  }

  /** Executes a statement whose parameters are this object's columns, after the given others. */
  public int execute(Connection connection, String sql, Object... before) throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int index = 1;
      for (Object value : before) {
        statement.setObject(index++, value);
      }
      bind(connection, statement, index);
      return statement.executeUpdate();
    }
  }

  /** Binds the columns as arrays, the first of them as parameter {@code first}. */
  public void bind(Connection connection, PreparedStatement statement, int first)
      throws SQLException {
    for (int column = 0; column < types.length; column++) {
      statement.setArray(first + column, array(connection, column));
    }
  }

  private Array array(Connection connection, int column) throws SQLException {
    Object[] values =
        "bytea".equals(types[column]) ? new byte[rows.size()][] : new Object[rows.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = rows.get(row)[column];
    }
    return connection.createArrayOf(types[column], values);
  }
}
