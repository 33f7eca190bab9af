package io.spendhub.identity.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.testing.NewDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

/** An operator finds the addresses that an upgrade would stop at by the query of the manual. */
class EmailsBeforeUpgradeTest {
  private static final Pattern QUERY =
      Pattern.compile("(?s)\\*\\*Addresses that differ only in case.*?```sql\\n(.*?)```");

  /** As a database whose locale has no letters but those of ASCII would have let them in. */
  private static final String USERS =
      """
      drop index identity.users_email_taken;
      create unique index users_email_taken on identity.users (organization_id, email)
        where status <> 'DELETED';
      insert into identity.organizations
        (id, name, timezone, default_currency, created_at, version)
      select id::uuid, 'Acme', 'UTC', 'GBP', now(), 0
      from unnest('{00000000-0000-7000-8000-00000000000a,
        00000000-0000-7000-8000-00000000000b}'::text[]) as id;
      insert into identity.users
        (organization_id, id, email, name, status, created_at, deleted_at, version)
      select ('00000000-0000-7000-8000-00000000000' || organization)::uuid,
        ('00000000-0000-7000-8000-00000000010' || number)::uuid, email, 'Somebody',
        status, now(), case status when 'DELETED' then now() end, 0
      from (values
        ('a', 1, 'andré@example.com', 'ACTIVE'),
        ('a', 2, 'ANDRÉ@example.com', 'INACTIVE'),
        ('a', 3, 'andre@example.com', 'ACTIVE'),
        ('a', 4, 'kim@example.com', 'ACTIVE'),
        ('a', 5, 'KIM@example.com', 'DELETED'),
        ('b', 6, 'kim@example.com', 'ACTIVE')) as users (organization, number, email, status)
      """;

  @Test
  void the_query_of_the_manual_finds_exactly_those_that_the_upgrade_would_stop_at()
      throws Exception {
    try (NewDatabase database = NewDatabase.empty()) {
      migrate(database, "14");
      execute(database, USERS);

      assertThat(found(database))
          .containsExactly(
              "00000000-0000-7000-8000-00000000000a andré@example.com"
                  + " {00000000-0000-7000-8000-000000000101,00000000-0000-7000-8000-000000000102}");
      assertThatThrownBy(() -> migrate(database, "15")).isInstanceOf(FlywayException.class);

      execute(database, "update identity.users set email = 'a2@x.uk' where email ~ '^ANDR'");

      assertThat(found(database)).isEmpty();
      migrate(database, "15");
    }
  }

  private static List<String> found(NewDatabase database) throws IOException, SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query())) {
      while (row.next()) {
        lines.add(row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
      }
    }
    return lines;
  }

  private static String query() throws IOException {
    return QUERY
        .matcher(Files.readString(Path.of("docs/operations.md")))
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static void migrate(NewDatabase database, String target) {
    DatabaseAddress login = database.address();
    Flyway.configure()
        .dataSource(login.url(), login.user(), login.password())
        .locations("classpath:db/migration")
        .defaultSchema("migrations")
        .target(target)
        .load()
        .migrate();
  }

  private static void execute(NewDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
