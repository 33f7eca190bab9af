package io.spendhub.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.testing.NewDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

/** Which migrations were applied is known wherever it was written down first. */
class MigrationHistoryTest {

  @Test
  void an_installation_with_its_history_in_public_runs_no_migration_again() throws SQLException {
    try (NewDatabase database = NewDatabase.empty()) {
      int applied = migrate(database, "public");

      meet(database.address());

      assertThat(applied).isGreaterThanOrEqualTo(10);
      assertThat(migrate(database, "migrations")).isZero();
      assertThat(versionsIn(database, "public")).isEqualTo(applied);
      assertThat(versionsIn(database, "migrations")).isEqualTo(applied);
    }
  }

  @Test
  void the_version_before_can_still_be_started_and_a_second_start_changes_nothing()
      throws SQLException {
    try (NewDatabase database = NewDatabase.empty()) {
      int applied = migrate(database, "public");

      meet(database.address());
      meet(database.address());

      assertThat(migrate(database, "public")).isZero();
      assertThat(versionsIn(database, "migrations")).isEqualTo(applied);
    }
  }

  @Test
  void the_history_of_another_application_is_none_of_ours() throws SQLException {
    try (NewDatabase database = NewDatabase.empty()) {
      execute(
          database,
          """
          create table public.flyway_schema_history (installed_rank int, version text, script text);
          insert into public.flyway_schema_history values (1, '1', 'V1__theirs.sql')""");

      meet(database.address());

      assertThat(migrate(database, "migrations")).isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void a_role_needs_no_more_than_to_connect_and_to_create_schemas() throws SQLException {
    String role = "tenant_" + UUID.randomUUID().toString().replace("-", "");
    try (NewDatabase database = NewDatabase.empty()) {
      execute(database, "revoke all on schema public from public");
      NewDatabase.asSuperuser("create role " + role + " login password 'pw'");
      NewDatabase.asSuperuser(
          "grant connect, create on database %s to %s".formatted(database.name(), role));
      DatabaseAddress login = new DatabaseAddress(database.address().url(), role, "pw");
      try {
        meet(login);

        assertThat(migrate(login, "migrations")).isGreaterThanOrEqualTo(10);
      } finally {
        database.close();
        NewDatabase.asSuperuser("drop role " + role);
      }
    }
  }

  @Test
  void a_history_that_the_role_may_not_read_is_none_of_ours() throws SQLException {
    String role = "tenant_" + UUID.randomUUID().toString().replace("-", "");
    try (NewDatabase database = NewDatabase.empty()) {
      execute(
          database,
          """
          create table public.flyway_schema_history (installed_rank int, version text, script text);
          grant usage on schema public to public""");
      NewDatabase.asSuperuser("create role " + role + " login password 'pw'");
      NewDatabase.asSuperuser(
          "grant connect, create on database %s to %s".formatted(database.name(), role));
      DatabaseAddress login = new DatabaseAddress(database.address().url(), role, "pw");
      try {
        meet(login);

        assertThat(migrate(login, "migrations")).isGreaterThanOrEqualTo(10);
      } finally {
        database.close();
        NewDatabase.asSuperuser("drop role " + role);
      }
    }
  }

  @Test
  void who_only_looks_finds_the_history_where_it_is_and_leaves_it_there() throws SQLException {
    try (NewDatabase database = NewDatabase.empty()) {
      assertThat(schemaOfHistory(database)).isEqualTo("migrations");
      migrate(database, "public");

      assertThat(schemaOfHistory(database)).isEqualTo("public");
      assertThat(schemaOfHistory(database)).isEqualTo("public");

      meet(database.address());
      assertThat(schemaOfHistory(database)).isEqualTo("migrations");
    }
  }

  private static String schemaOfHistory(NewDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return MigrationHistory.schema(connection);
    }
  }

  private static void meet(DatabaseAddress address) {
    new FirstContact(Duration.ZERO, sentence -> {})
        .withPrimary(new NamedDatabase("SPENDHUB_DB_URL", address), MigrationHistory::carryOver);
  }

  private static int migrate(NewDatabase database, String schemaOfHistory) {
    return migrate(database.address(), schemaOfHistory);
  }

  private static int migrate(DatabaseAddress login, String schemaOfHistory) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(login.url(), login.user(), login.password())
            .locations("classpath:db/migration")
            .defaultSchema(schemaOfHistory);
    new MigrationLock().customize(configuration);
    return configuration.load().migrate().migrationsExecuted;
  }

  private static int versionsIn(NewDatabase database, String schema) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(version) from " + schema + ".flyway_schema_history")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void execute(NewDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
