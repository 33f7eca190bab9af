package io.spendhub.platform.http.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalDataSourceConfiguration;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Faults of a real database and a real pool, since their exceptions are not ours to choose. */
class DatabaseFaultsTest {
  private static final Optional<Fault> UNAVAILABLE = Optional.of(Fault.unavailable());

  private static AgroalDataSource pool(String url) throws SQLException {
    DatabaseAddress database = PostgresResource.address();
    AgroalDataSourceConfiguration configuration =
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(1)
                        .acquisitionTimeout(Duration.ofMillis(200))
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(url)
                                    .principal(new NamePrincipal(database.user()))
                                    .credential(new SimplePassword(database.password()))))
            .get();
    return AgroalDataSource.from(configuration);
  }

  @Test
  void an_exhausted_pool_is_to_be_tried_again() throws SQLException {
    try (AgroalDataSource pool = pool(PostgresResource.address().url());
        Connection only = pool.getConnection()) {
      assertThat(only.isValid(1)).isTrue();
      SQLException failure = catchThrowableOfType(SQLException.class, pool::getConnection);

      assertThat(DatabaseFaults.of(failure)).isEqualTo(UNAVAILABLE);
    }
  }

  @Test
  void a_database_that_is_not_there_is_to_be_tried_again() throws SQLException {
    try (AgroalDataSource pool = pool("jdbc:postgresql://localhost:1/none")) {
      SQLException failure = catchThrowableOfType(SQLException.class, pool::getConnection);

      assertThat(DatabaseFaults.of(failure)).isEqualTo(UNAVAILABLE);
    }
  }

  @Test
  void a_statement_that_takes_too_long_is_to_be_tried_again() throws SQLException {
    assertThat(failureOf("SET statement_timeout = 20; SELECT pg_sleep(5)")).isEqualTo(UNAVAILABLE);
  }

  @Test
  void a_connection_that_is_ended_is_to_be_tried_again() throws SQLException {
    assertThat(failureOf("SELECT pg_terminate_backend(pg_backend_pid())")).isEqualTo(UNAVAILABLE);
  }

  @Test
  void a_transaction_that_was_forgotten_is_to_be_tried_again() throws SQLException {
    try (Connection connection = PostgresResource.connect();
        var statement = connection.createStatement()) {
      statement.execute("SET idle_in_transaction_session_timeout = 1");
      connection.setAutoCommit(false);
      int process = connection.unwrap(PGConnection.class).getBackendPID();
      statement.execute("SELECT 1");
      Until.holds(
          () -> Stored.number("SELECT count(*) FROM pg_stat_activity WHERE pid = ?", process) == 0);

      SQLException failure =
          catchThrowableOfType(SQLException.class, () -> statement.execute("SELECT 1"));

      assertThat(DatabaseFaults.of(failure)).isEqualTo(UNAVAILABLE);
    }
  }

  @Test
  void a_broken_statement_is_a_failure_of_ours() throws SQLException {
    assertThat(failureOf("SELEC 1")).isEmpty();
  }

  private static Optional<Fault> failureOf(String sql) throws SQLException {
    try (Connection connection = PostgresResource.connect();
        var statement = connection.createStatement()) {
      SQLException failure = catchThrowableOfType(SQLException.class, () -> statement.execute(sql));
      return DatabaseFaults.of(failure);
    }
  }
}
