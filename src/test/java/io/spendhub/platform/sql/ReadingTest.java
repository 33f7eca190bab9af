package io.spendhub.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.spendhub.platform.connections.ConnectionLoss;
import io.spendhub.platform.connections.driver.CountedDriver;
import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Stored;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A pool whose connections are lost all at once, as by a host that is gone. */
class ReadingTest {
  private static final int CONNECTIONS = 8;
  private static final String NAME = "reading-test";
  private static final String PROCESSES =
      "select count(*) from pg_stat_activity where application_name = '" + NAME + "'";

  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void of_all_that_were_lost_a_read_waits_for_one() throws SQLException {
    try (AgroalDataSource pool = pool()) {
      Until.holds(() -> Stored.number(PROCESSES) == CONNECTIONS);
      Stored.texts(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?",
          NAME);
      Until.holds(() -> Stored.number(PROCESSES) == 0);

      assertThat(Reading.<Boolean>on(pool, connection -> read(connection.createStatement())))
          .isTrue();
      assertThat(runs).hasValue(2);
    }
  }

  private boolean read(Statement statement) throws SQLException {
    runs.incrementAndGet();
    try (statement) {
      return statement.execute("select 1");
    }
  }

  private static AgroalDataSource pool() throws SQLException {
    DatabaseAddress database = PostgresResource.address();
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.initialSize(CONNECTIONS)
                        .maxSize(CONNECTIONS)
                        .acquisitionTimeout(Duration.ofMinutes(1))
                        .exceptionSorter(ConnectionLoss::is)
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .connectionProviderClass(CountedDriver.class)
                                    .jdbcUrl(database.url())
                                    .jdbcProperty("ApplicationName", NAME)
                                    .jdbcProperty("places", Integer.toString(2 * CONNECTIONS))
                                    .principal(new NamePrincipal(database.user()))
                                    .credential(new SimplePassword(database.password())))));
  }
}
