package io.spendhub.platform.sql;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.spendhub.platform.connections.ConnectionShares;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The database that commands write to. Within a transaction every use is the same connection;
 * outside of one it is a connection that the caller's organization may have. Of all that is done
 * here, what fails is a {@link DatabaseFailure}, and what waits too long for a connection a {@link
 * io.spendhub.shared.Refusal} 503 {@code unavailable}.
 */
@ApplicationScoped
public class Primary {
  private final AgroalDataSource dataSource;
  private final JsonText json;
  private final ConnectionShares shares;

  Primary(AgroalDataSource dataSource, JsonText json, ConnectionShares shares) {
    this.dataSource = dataSource;
    this.json = json;
    this.shares = shares;
  }

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Closes the connections that nobody is at, after one of them was lost; the next are fresh. */
  public void renew() {
    dataSource.flush(FlushMode.IDLE);
  }

  /** Inserts all rows in one statement, or does nothing where there are none. */
  public <T> int insert(Table<T> table, UUID organizationId, Collection<? extends T> rows) {
    return insert(table, organizationId, rows, "");
  }

  /**
   * The same with a clause at the end, such as {@code on conflict do nothing}.
   *
   * @return how many rows were inserted or, if the clause says so, updated
   */
  public <T> int insert(
      Table<T> table, UUID organizationId, Collection<? extends T> rows, String clause) {
    return rows.isEmpty()
        ? 0
        : execute(table.insert(clause), table.inserted(json, organizationId, rows));
  }

  /** The same with a clause that ends in {@code returning}; a record of each row it returns. */
  public <T, R> List<R> insert(
      Table<T> table,
      UUID organizationId,
      Collection<? extends T> rows,
      String clause,
      Function<Row, R> record) {
    return rows.isEmpty()
        ? List.of()
        : with(
            connection ->
                Row.list(
                    connection,
                    json,
                    table.insert(clause),
                    table.inserted(json, organizationId, rows),
                    record));
  }

  /** Updates all rows in one statement, or does nothing where there are none. */
  public <T> int update(Table<T> table, UUID organizationId, Collection<? extends T> rows) {
    return rows.isEmpty() ? 0 : execute(table.update(), table.updated(json, organizationId, rows));
  }

  /**
   * Executes one statement; the number of rows it changed.
   *
   * @param values for the question marks, as {@link Sql#query} takes them
   */
  public int change(String sql, Object... values) {
    return execute(sql, List.of(values));
  }

  /**
   * Copies rows into a table, unless one of them breaks a unique index; the transaction goes on.
   *
   * @param sql {@code copy ... from stdin}
   * @param rows in the text format of COPY
   * @return whether they were copied
   */
  public boolean copyIfUnique(String sql, byte[] rows) {
    return with(connection -> Copy.ifUnique(connection, sql, rows));
  }

  /**
   * Reads records; outside of a transaction once more on a fresh connection if one is lost.
   *
   * @param values as {@link #change} takes them
   */
  public <T> List<T> list(String sql, Function<Row, T> record, Object... values) {
    Work<List<T>> read = connection -> Row.list(connection, json, sql, List.of(values), record);
    if (Again.isInTransaction()) {
      return with(read);
    }
    try (var _ = shares.forStatements()) {
      return Reading.on(dataSource, read);
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }

  /** The first record of what {@link #list} reads. */
  public <T> Optional<T> first(String sql, Function<Row, T> record, Object... values) {
    return list(sql, record, values).stream().findFirst();
  }

  /** Tells of rows one by one, within a transaction, however many there are. */
  public void each(String sql, Consumer<Row> use, Object... values) {
    with(
        connection -> {
          try (RowCursor cursor = new RowCursor(connection, json, sql, List.of(values))) {
            while (cursor.next()) {
              use.accept(cursor.row());
            }
            return true;
          }
        });
  }

  private int execute(String sql, List<?> values) {
    return with(
        connection -> {
          try (PreparedStatement statement = Binding.prepare(connection, sql, values)) {
            return statement.executeUpdate();
          }
        });
  }

  private <T> T with(Work<T> work) {
    try (var _ = shares.forStatements();
        Connection connection = dataSource.getConnection()) {
      return work.run(connection);
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }
}
