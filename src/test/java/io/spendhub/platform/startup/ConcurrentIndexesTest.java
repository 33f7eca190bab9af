package io.spendhub.platform.startup;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.testing.NewDatabase;
import io.spendhub.testing.Until;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

/** Indexes on tables that may be large are built while the service before goes on. */
class ConcurrentIndexesTest {
  private static final String BEFORE_THEM = "15";

  @Test
  void writes_go_on_while_an_index_is_built() throws Exception {
    try (NewDatabase database = NewDatabase.empty()) {
      migrate(database, BEFORE_THEM);
      CompletableFuture<Integer> migration;
      try (Connection writer = database.connect();
          Connection another = database.connect()) {
        write(writer);
        migration = CompletableFuture.supplyAsync(() -> migrate(database, "latest"));
        awaitBuilding(database);

        write(another);

        assertThat(migration).isNotDone();
        writer.rollback();
        another.rollback();
      }
      assertThat(migration.get(60, SECONDS)).isPositive();
      assertThat(validIndexes(database, "cards_status")).isEqualTo(1);
    }
  }

  @Test
  void what_was_broken_off_is_built_again() throws SQLException {
    try (NewDatabase database = NewDatabase.empty()) {
      migrate(database, BEFORE_THEM);
      try (Connection writer = database.connect()) {
        write(writer);
        assertThatThrownBy(() -> breakOff(database)).hasMessageContaining("timeout");
        writer.rollback();
      }
      assertThat(validIndexes(database, "cards_status")).isZero();

      migrate(database, "latest");

      assertThat(validIndexes(database, "cards_status")).isEqualTo(1);
    }
  }

  private static void write(Connection writer) throws SQLException {
    writer.setAutoCommit(false);
    try (Statement statement = writer.createStatement()) {
      statement.execute("set local lock_timeout = '10s'");
      statement.execute("lock table cards.cards in row exclusive mode");
    }
  }

  private static void awaitBuilding(NewDatabase database) {
    Until.holds(
        () ->
            1
                == count(
                    database,
                    """
                    select count(*) from pg_stat_activity
                    where datname = current_database() and wait_event_type = 'Lock'
                      and query like '%index concurrently cards_status%'"""));
  }

  private static int migrate(NewDatabase database, String target) {
    DatabaseAddress login = database.address();
    FluentConfiguration asTheServices =
        Flyway.configure()
            .dataSource(login.url(), login.user(), login.password())
            .locations("classpath:db/migration")
            .defaultSchema("migrations")
            .initSql("set lock_timeout = '1s'")
            .target(target);
    new MigrationLock().customize(asTheServices);
    return asTheServices.load().migrate().migrationsExecuted;
  }

  private static int validIndexes(NewDatabase database, String name) {
    return count(
        database,
        """
        select count(*) from pg_index where indisvalid and indnatts = 3
          and indexrelid = (select oid from pg_class where relname = '%s')"""
            .formatted(name));
  }

  private static int count(NewDatabase database, String query) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void breakOff(NewDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '100ms'");
      statement.execute("create index concurrently cards_status on cards.cards (status)");
    }
  }
}
