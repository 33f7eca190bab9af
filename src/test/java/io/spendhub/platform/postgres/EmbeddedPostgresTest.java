package io.spendhub.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendhub.testing.PostgresResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresTest {
  private static final Path PROGRAMS = Path.of("target", "postgresql");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit"})
  void what_it_acknowledges_is_on_disk(String setting) throws SQLException {
    assertThat(text(PostgresResource.address(), "SHOW " + setting)).isEqualTo("on");
  }

  @Test
  void the_service_is_no_superuser_and_owns_its_database() throws SQLException {
    assertThat(text(PostgresResource.address(), "SHOW is_superuser")).isEqualTo("off");
    assertThat(
            text(
                PostgresResource.address(),
                "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'spendhub'"))
        .isEqualTo("spendhub");
  }

  @Test
  void two_services_with_their_pools_find_room() throws SQLException {
    int connections = Integer.parseInt(text(PostgresResource.address(), "SHOW max_connections"));
    assertThat(connections).isGreaterThanOrEqualTo(2 * (24 + 16) + 10);
  }

  @Test
  void nobody_comes_in_without_the_password() {
    DatabaseAddress known = PostgresResource.address();
    DatabaseAddress guess = new DatabaseAddress(known.url(), known.user(), "guess");
    assertThatThrownBy(() -> text(guess, "SELECT 1"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void data_and_password_are_kept_over_a_restart_and_the_password_is_the_owners_alone()
      throws Exception {
    DatabaseAddress first;
    try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
      first = server.address();
      execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");
      assertThat(EmbeddedPostgres.runningIn(directory)).contains(first);
    }
    assertThat(EmbeddedPostgres.runningIn(directory)).isEmpty();
    try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
      assertThat(text(server.address(), "SELECT answer FROM kept")).isEqualTo("42");
      assertThat(server.address().password()).isEqualTo(first.password());
    }
    assertThat(Files.getPosixFilePermissions(directory.resolve("password")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void a_second_service_is_refused_and_the_first_keeps_its_server() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(directory, PROGRAMS))
          .isInstanceOf(DatabaseUnavailable.class)
          .hasMessageContaining("Another SpendHub is running")
          .hasMessageContaining(directory.toString());
      assertThat(text(server.address(), "SELECT 7")).isEqualTo("7");
    }
  }

  @Test
  void data_of_another_major_version_are_refused_with_instructions_and_left_alone()
      throws Exception {
    Path cluster = Files.createDirectory(directory.resolve("postgresql"));
    Files.writeString(cluster.resolve("PG_VERSION"), "14\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(directory, PROGRAMS))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("PostgreSQL 14")
        .hasMessageContaining("pg_dump");
    try (var files = Files.list(cluster)) {
      assertThat(files).containsExactly(cluster.resolve("PG_VERSION"));
    }
  }

  @Test
  void a_killed_server_is_started_again_where_it_was_and_has_what_it_acknowledged()
      throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
      execute(server.address(), "CREATE TABLE kept AS SELECT 42 AS answer");
      Postmaster.running(new DataDirectory(directory)).orElseThrow().destroyForcibly();
      assertThat(textOnceItAnswers(server.address(), "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void after_a_killed_service_the_server_it_left_is_stopped_and_another_goes_on() throws Exception {
    Process service = startServiceOver(directory);
    long orphan;
    try {
      assertThat(service.inputReader().readLine()).isEqualTo("started");
      DatabaseAddress first = EmbeddedPostgres.runningIn(directory).orElseThrow();
      execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");
      orphan = Postmaster.running(new DataDirectory(directory)).orElseThrow().pid();
    } finally {
      service.destroyForcibly().waitFor();
    }
    assertThat(programOf(orphan)).isPresent();
    try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
      assertThat(programOf(orphan)).isEmpty();
      assertThat(text(server.address(), "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void a_pid_file_whose_number_another_program_has_by_now_does_not_keep_it_from_starting()
      throws Exception {
    EmbeddedPostgres.start(directory, PROGRAMS).close();
    String foreign = ProcessHandle.current().pid() + "\n" + directory + "\n1\n5432\n\n\n\n";
    Files.writeString(directory.resolve("postgresql/postmaster.pid"), foreign);
    try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
      assertThat(text(server.address(), "SELECT 7")).isEqualTo("7");
    }
  }

  @Test
  void a_first_start_that_was_cut_short_is_done_again() throws Exception {
    Path unfinished = Files.createDirectory(directory.resolve("postgresql.new"));
    Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");
    try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
      assertThat(text(server.address(), "SELECT 7")).isEqualTo("7");
    }
  }

  private static Process startServiceOver(Path directory) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            ServiceToKill.class.getName(),
            directory.toString(),
            PROGRAMS.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** What a process runs; a dead one that nobody has reaped yet runs nothing. */
  private static Optional<String> programOf(long process) {
    return ProcessHandle.of(process).flatMap(handle -> handle.info().command());
  }

  private static void execute(DatabaseAddress database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(DatabaseAddress database, String query) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String textOnceItAnswers(DatabaseAddress database, String query) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(10));
    while (true) {
      try {
        return text(database, query);
      } catch (SQLException notYet) {
        if (Instant.now().isAfter(end)) {
          throw notYet;
        }
        Thread.sleep(50);
      }
    }
  }

  private static Connection connect(DatabaseAddress database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
