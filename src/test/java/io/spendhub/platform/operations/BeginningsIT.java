package io.spendhub.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.NewDatabase;
import io.spendhub.testing.PackagedProgram;
import io.spendhub.testing.PackagedProgram.Ended;
import io.spendhub.testing.PostgresResource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of the packaged program where the database cannot be worked with. */
class BeginningsIT {
  private static final String PASSWORD = "this-is-not-the-password";

  @ParameterizedTest
  @ValueSource(strings = {"serve", "verify", "migrate", "migrate-info", "migrate-repair"})
  void a_refused_password_is_one_line_and_a_wrong_setting(String command) {
    assertOneLine(
        run(Map.of("SPENDHUB_DB_PASSWORD", PASSWORD), command),
        2,
        "spendhub: SPENDHUB_DB_USER and SPENDHUB_DB_PASSWORD are refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "verify", "migrate-info"})
  void a_database_that_is_not_there_is_one_line_and_a_wrong_setting(String command) {
    String url = PostgresResource.address().url().replaceFirst("[^/]*$", "nowhere");

    assertOneLine(
        run(Map.of("SPENDHUB_DB_URL", url), command),
        2,
        "spendhub: SPENDHUB_DB_URL names the database \"nowhere\"");
  }

  @Test
  void a_url_that_the_driver_does_not_understand_is_one_line_and_a_wrong_setting() {
    assertOneLine(
        run(Map.of("SPENDHUB_DB_URL", "jdbc:postgresql://localhost:many/spendhub"), "verify"),
        2,
        "spendhub: SPENDHUB_DB_URL is");
  }

  @Test
  void a_pool_that_is_too_small_is_one_line_and_a_wrong_setting() {
    assertOneLine(
        run(Map.of("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "3"), "verify"),
        2,
        "spendhub: QUARKUS_DATASOURCE_JDBC_MAX_SIZE is \"3\"");
  }

  /** Where installations had it that began earlier. */
  @Test
  void a_history_in_public_is_read_there_by_commands_that_only_look() throws Exception {
    try (NewDatabase database = NewDatabase.empty()) {
      Map<String, String> settings = Map.of("SPENDHUB_DB_URL", database.address().url());
      assertOneLine(run(settings, "migrate"), 0, "Migrations applied: ");
      try (var connection = database.connect();
          var statement = connection.createStatement()) {
        statement.execute("alter table migrations.flyway_schema_history set schema public");
        statement.execute("drop schema migrations");

        Ended info = run(settings, "migrate-info");

        assertThat(info.output()).contains("Success").doesNotContain("Pending");
        assertOneLine(run(settings, "verify"), 0, "ok");
        // It fails where the schema has been made meanwhile.
        statement.execute("create schema migrations");
      }
    }
  }

  @Test
  void a_migration_that_fails_is_one_line_and_a_failure() throws Exception {
    try (NewDatabase database = NewDatabase.empty()) {
      try (var connection = database.connect();
          var statement = connection.createStatement()) {
        statement.execute("create schema identity");
      }

      assertOneLine(
          run(Map.of("SPENDHUB_DB_URL", database.address().url()), "migrate"),
          1,
          "schema \"identity\" already exists");
    }
  }

  @Test
  void a_ledger_is_proved_without_a_word_of_the_framework() throws Exception {
    try (NewDatabase database = NewDatabase.empty()) {
      Map<String, String> settings = Map.of("SPENDHUB_DB_URL", database.address().url());

      assertOneLine(run(settings, "migrate"), 0, "Migrations applied: ");
      assertOneLine(run(settings, "verify"), 0, "organizations: 0, noted heads: 0, ok");
    }
  }

  private static Ended run(Map<String, String> settings, String command) {
    return PackagedProgram.run(settings, command);
  }

  private static void assertOneLine(Ended ended, int code, String part) {
    // Java itself says so where the environment of the tests has options for it.
    assertThat(ended.output().lines().filter(line -> !line.startsWith("Picked up JAVA_")))
        .as(ended.output())
        .singleElement()
        .asString()
        .contains(part);
    assertThat(ended.output()).doesNotContain(PASSWORD);
    assertThat(ended.code()).isEqualTo(code);
  }
}
