package io.spendhub.platform.sql;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.spendhub.platform.connections.ConnectionShares;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The database that commands write to. Within a transaction every use is the same connection. */
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
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Does some work on the connection of the current transaction, or on one that the caller's
   * organization may have for it.
   *
   * @throws DatabaseFailure in place of a checked {@link SQLException}
   * @throws io.spendhub.shared.Refusal 503 {@code unavailable} if it waits too long for one
   */
  public <T> T with(Work<T> work) {
    try (var _ = shares.forStatements();
        Connection connection = dataSource.getConnection()) {
      return work.run(connection);
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }

  /** Closes the connections that nobody is at, after one of them was lost; the next are fresh. */
  public void renew() {
    dataSource.flush(FlushMode.IDLE);
  }

  /** Executes one statement over all rows; the number of rows it changed. */
  public int execute(Rows rows, String sql, Object... before) {
    return rows.isEmpty() ? 0 : with(connection -> rows.execute(connection, sql, before));
  }

  /**
   * Reads records; outside of a transaction once more on a fresh connection if one is lost.
   *
   * @param values for the question marks, as {@link Sql#query} takes them; a list without an
   *     element is one of texts
   */
  public <T> List<T> list(String sql, Function<Row, T> record, Object... values) {
    return read(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Binding.bind(connection, statement, List.of(values));
            return Row.read(statement, json, record);
          }
        });
  }

  /**
   * Does some work that has no effect: outside of a transaction once more if a connection is lost.
   */
  public <T> T read(Work<T> work) {
    if (Again.isInTransaction()) {
      return with(work);
    }
    try (var _ = shares.forStatements()) {
      return Reading.on(dataSource, work);
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }

  /** The first record of what {@link #list} reads. */
  public <T> Optional<T> first(String sql, Function<Row, T> record, Object... values) {
    return list(sql, record, values).stream().findFirst();
  }

  /** Executes one statement; the number of rows it changed. */
  public int change(String sql, Object... values) {
    return with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Binding.bind(connection, statement, List.of(values));
            return statement.executeUpdate();
          }
        });
  }
}
