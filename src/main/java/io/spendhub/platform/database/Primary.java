package io.spendhub.platform.database;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/** The database that commands write to. Within a transaction every use is the same connection. */
@ApplicationScoped
public class Primary {
  private final AgroalDataSource dataSource;

  Primary(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What is done with a connection. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Does some work on the connection of the current transaction.
   *
   * @throws DatabaseFailure in place of a checked {@link SQLException}
   */
  public <T> T with(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.run(connection);
    } catch (SQLException failure) {
      throw new DatabaseFailure(failure);
    }
  }

  /** Executes one statement over all rows; the number of rows it changed. */
  public int execute(Rows rows, String sql, Object... before) {
    return rows.isEmpty() ? 0 : with(connection -> rows.execute(connection, sql, before));
  }
}
