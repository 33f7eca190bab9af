package io.spendhub.platform.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One state of the database, for as many reads as it takes; see {@link Snapshots}. What fails is a
 * {@link DatabaseFailure}; values for question marks are as {@link Sql#query} takes them.
 */
public final class Snapshot {
  private final Connection connection;
  private final JsonText json;

  Snapshot(Connection connection, JsonText json) {
    this.connection = connection;
    this.json = json;
  }

  /** Executes statements without parameters, such as settings for what is read here. */
  public void set(String statements) {
    try (Statement settings = connection.createStatement()) {
      settings.execute(statements);
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }

  public <T> List<T> list(String sql, Function<Row, T> record, Object... values) {
    try {
      return Row.list(connection, json, sql, List.of(values), record);
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }

  /** The first record of what {@link #list} reads. */
  public <T> Optional<T> first(String sql, Function<Row, T> record, Object... values) {
    return list(sql, record, values).stream().findFirst();
  }

  /** Goes through rows one by one, and beside others that are open. */
  public RowCursor open(String sql, Object... values) {
    try {
      return new RowCursor(connection, json, sql, List.of(values));
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }
}
