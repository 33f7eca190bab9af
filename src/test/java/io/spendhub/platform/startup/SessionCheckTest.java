package io.spendhub.platform.startup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.platform.postgres.DatabaseUnavailable;
import io.spendhub.testing.PostgresResource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session is the service's own, with the timeouts that it asked for, or the start is refused. */
class SessionCheckTest {
  private static final Map<String, String> ASKED =
      AskedOfSessions.parameters(AskedOfSessions.ofPrimary());
  private final NamedDatabase database =
      new NamedDatabase("SPENDHUB_DB_URL", PostgresResource.address());

  @TempDir Path directory;

  @Test
  void what_the_pools_ask_for_is_what_is_checked() {
    assertThat(ASKED)
        .containsEntry("statement_timeout", "30s")
        .containsEntry("lock_timeout", "10s")
        .containsEntry("idle_in_transaction_session_timeout", "60s")
        .containsEntry("default_transaction_isolation", "read committed");
    assertThat(AskedOfSessions.parameters(AskedOfSessions.ofReads()))
        .containsEntry("statement_timeout", "30s");
  }

  @Test
  void sessions_of_postgresql_itself_are_sound() throws SQLException {
    assertThat(new SessionCheck(() -> database.connect(AskedOfSessions.ofPrimary()), ASKED).fault())
        .isEmpty();
  }

  @Test
  void a_session_without_the_timeouts_is_told_with_their_names() throws SQLException {
    assertThat(new SessionCheck(() -> database.connect(Map.of()), ASKED).fault())
        .hasValueSatisfying(
            fault ->
                assertThat(fault)
                    .contains("pooler", "statement_timeout, lock_timeout, idle_in_transaction")
                    .doesNotContain("\n"));
  }

  @Test
  void one_session_for_two_is_told() throws SQLException {
    try (Connection one = database.connect(AskedOfSessions.ofPrimary())) {
      assertThat(new SessionCheck(() -> one, ASKED).fault())
          .hasValueSatisfying(
              fault -> assertThat(fault).contains("one session to several").doesNotContain("\n"));
    }
  }

  /** The timeouts are given to the role where a pooler keeps them from the session. */
  @ParameterizedTest(name = "{0} mode, ignoring {1}, timeouts of the role: {2}: {3}")
  @CsvSource({
    "transaction, options, false, without the statement_timeout",
    "transaction, options, true, one session to several",
    "transaction, extra_float_digits, false, unsupported startup parameter",
    "session, options, false, without the statement_timeout",
    "session, options, true, ",
  })
  void a_pooler_is_refused_unless_sessions_are_whole(
      String mode, String ignored, boolean ofTheRole, String refusal) throws Exception {
    Path program = Path.of("/usr/sbin/pgbouncer");
    assumeTrue(Files.isExecutable(program), "needs PgBouncer (Debian: pgbouncer)");
    int port = freePort();
    Process pooler = start(program, mode, ignored, ofTheRole, port);
    try {
      await(port, pooler);
      NamedDatabase pooled =
          new NamedDatabase(
              "SPENDHUB_DB_URL",
              new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/spendhub", "u", "p"));
      FirstContact contact = new FirstContact(Duration.ZERO, sentence -> {});

      DatabaseUnavailable refused =
          catchThrowableOfType(
              DatabaseUnavailable.class, () -> contact.withPrimary(pooled, history -> {}));

      if (refusal == null) {
        assertThat(refused).isNull();
      } else {
        assertThat(refused.isBySetting()).isTrue();
        assertThat(refused.getMessage())
            .startsWith("SPENDHUB_DB_URL ")
            .contains(refusal)
            .doesNotContain("\n");
      }
    } finally {
      pooler.destroy();
      pooler.waitFor();
    }
  }

  private Process start(Path program, String mode, String ignored, boolean ofTheRole, int port)
      throws IOException {
    DatabaseAddress server = PostgresResource.address();
    String timeouts =
        "set statement_timeout='30s'; set lock_timeout='10s';"
            + " set idle_in_transaction_session_timeout='60s'";
    Path users = Files.writeString(directory.resolve("users"), "\"u\" \"p\"\n");
    Path settings =
        Files.writeString(
            directory.resolve("pgbouncer.ini"),
            """
            [databases]
            spendhub = host=127.0.0.1 port=%s dbname=spendhub user=%s password=%s connect_query='%s'
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %s
            unix_socket_dir =
            auth_type = trust
            auth_file = %s
            pool_mode = %s
            ignore_startup_parameters = extra_float_digits,%s
            """
                .formatted(
                    JdbcUrl.place(server.url()).split(":", -1)[1],
                    server.user(),
                    server.password(),
                    ofTheRole ? timeouts.replace("'", "''") : "select 1",
                    port,
                    users,
                    mode,
                    ignored));
    // As root it would not run, so it becomes somebody who may read no more than this.
    for (Path path : new Path[] {directory, users, settings}) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    boolean root = System.getProperty("user.name").equals("root");
    return new ProcessBuilder(
            Stream.of(
                    Stream.of(program.toString(), "-q"),
                    root ? Stream.of("-u", "nobody") : Stream.<String>empty(),
                    Stream.of(settings.toString()))
                .flatMap(words -> words)
                .toList())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  private void await(int port, Process pooler) throws Exception {
    while (true) {
      try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        if (pooler.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException(Files.readString(directory.resolve("log"), UTF_8));
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket closedAtOnce = new ServerSocket(0)) {
      return closedAtOnce.getLocalPort();
    }
  }
}
