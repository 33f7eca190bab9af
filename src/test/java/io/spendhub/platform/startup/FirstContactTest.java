package io.spendhub.platform.startup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.platform.postgres.DatabaseUnavailable;
import io.spendhub.testing.Detour;
import io.spendhub.testing.NewDatabase;
import io.spendhub.testing.PostgresResource;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever names a database is told in one line what keeps the program from it. */
class FirstContactTest {
  private static final String SETTING = "SPENDHUB_DB_URL";
  private static final String REPLICA = "SPENDHUB_DB_READ_URL";

  private final DatabaseAddress there = PostgresResource.address();
  private final List<String> said = new ArrayList<>();
  private final FirstContact impatient = new FirstContact(Duration.ZERO, said::add);

  @Test
  void a_database_that_can_be_worked_with_is_met_without_a_word() {
    impatient.withPrimary(named(there.url()), history -> {});

    assertThat(said).isEmpty();
  }

  @Test
  void a_refused_password_is_told_by_its_settings_and_not_tried_again() {
    DatabaseUnavailable refused = refusal(login(there.url(), "spendhub", "not-the-password"));

    assertThat(refused.isBySetting()).isTrue();
    assertOneLine(refused, "SPENDHUB_DB_USER and SPENDHUB_DB_PASSWORD", "password authentication");
    assertThat(refused.getMessage()).doesNotContain("not-the-password");
  }

  @Test
  void a_database_that_is_not_there_is_told_by_its_name() {
    DatabaseUnavailable refused = refusal(named(there.url().replaceFirst("[^/]*$", "nowhere")));

    assertThat(refused.isBySetting()).isTrue();
    assertOneLine(refused, SETTING, "the database \"nowhere\"");
  }

  @Test
  void a_host_that_nobody_knows_is_not_waited_for() {
    DatabaseUnavailable refused =
        refusal(patient(), named("jdbc:postgresql://no-such-host.invalid:5432/spendhub"));

    assertThat(refused.isBySetting()).isTrue();
    assertOneLine(refused, SETTING, "no-such-host.invalid:5432", "not known");
    assertThat(said).isEmpty();
  }

  @Test
  void tls_that_the_server_does_not_offer_is_not_waited_for() {
    DatabaseUnavailable refused = refusal(patient(), named(there.url() + "?sslmode=require"));

    assertThat(refused.isBySetting()).isTrue();
    assertOneLine(refused, SETTING, "SSL");
    assertThat(said).isEmpty();
  }

  @Test
  void an_option_that_the_driver_does_not_understand_is_not_waited_for() {
    DatabaseUnavailable refused = refusal(patient(), named(there.url() + "?sslmode=perhaps"));

    assertThat(refused.isBySetting()).isTrue();
    assertOneLine(refused, SETTING, "Invalid sslmode value: perhaps");
    assertThat(said).isEmpty();
  }

  @Test
  void a_database_that_stays_away_is_no_wrong_setting() throws IOException {
    int port = freePort();

    DatabaseUnavailable away = refusal(named("jdbc:postgresql://127.0.0.1:" + port + "/spendhub"));

    assertThat(away.isBySetting()).isFalse();
    assertOneLine(away, SETTING, "127.0.0.1:" + port, "Connection refused");
  }

  @Test
  void a_database_that_comes_while_it_is_waited_for_is_met() throws IOException {
    int port = freePort();
    List<Detour> opened = new ArrayList<>();
    FirstContact contact =
        new FirstContact(
            Duration.ofMinutes(10),
            sentence -> {
              said.add(sentence);
              opened.add(Detour.to(there, port));
            });

    contact.withPrimary(named("jdbc:postgresql://127.0.0.1:" + port + "/spendhub"), history -> {});

    assertThat(said).singleElement().asString().contains("waiting up to 600 s", ":" + port);
    opened.forEach(Detour::close);
  }

  @Test
  void a_server_that_is_starting_up_may_be_waited_for() throws IOException {
    try (ServerSocket starting = new ServerSocket(0)) {
      Thread.ofVirtual().start(() -> refuseAll(starting));

      DatabaseUnavailable away =
          refusal(named("jdbc:postgresql://127.0.0.1:" + starting.getLocalPort() + "/spendhub"));

      assertThat(away.isBySetting()).isFalse();
      assertOneLine(away, SETTING, "the database system is starting up");
    }
  }

  @Test
  void an_older_server_is_refused_by_its_version() {
    assertThat(FirstContact.tooOld(named(there.url()), 14).isBySetting()).isTrue();
    assertOneLine(
        FirstContact.tooOld(named(there.url()), 14), SETTING, "PostgreSQL 14", "15 or newer");
  }

  @Test
  void a_role_that_may_create_nothing_is_told_the_right_that_it_lacks() throws SQLException {
    String role = "guest_" + UUID.randomUUID().toString().replace("-", "");
    try (NewDatabase database = NewDatabase.empty()) {
      NewDatabase.asSuperuser("create role " + role + " login password 'pw'");
      try {
        DatabaseUnavailable refused = refusal(login(database.address().url(), role, "pw"));

        assertThat(refused.isBySetting()).isFalse();
        assertOneLine(refused, "SPENDHUB_DB_USER", "CREATE on the database " + database.name());
      } finally {
        NewDatabase.asSuperuser("drop role " + role);
      }
    }
  }

  @Test
  void a_replica_must_be_a_copy_of_the_primary() throws SQLException {
    try (NewDatabase other = NewDatabase.empty()) {
      DatabaseUnavailable refused =
          catchThrowableOfType(
              DatabaseUnavailable.class,
              () ->
                  impatient.withReplica(
                      new NamedDatabase(REPLICA, other.address()), named(there.url())));

      assertThat(refused.isBySetting()).isTrue();
      assertOneLine(refused, REPLICA, "no copy", SETTING);
    }
  }

  @Test
  void the_same_database_by_another_way_is_a_copy() {
    try (Detour detour = Detour.to(there, 0)) {
      NamedDatabase replica = new NamedDatabase(REPLICA, detour.address(there));

      assertThatNoException().isThrownBy(() -> impatient.withReplica(replica, named(there.url())));
    }
  }

  @Test
  void a_replica_that_is_away_is_told_and_keeps_nothing_from_starting() throws IOException {
    NamedDatabase replica =
        new NamedDatabase(
            REPLICA,
            new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + freePort() + "/spendhub",
                there.user(),
                there.password()));

    patient().withReplica(replica, named(there.url()));

    assertThat(said).singleElement().asString().contains(REPLICA, "Reads fail");
  }

  @Test
  void a_primary_that_goes_away_meanwhile_is_not_told_as_the_replica() throws IOException {
    NamedDatabase primary = named("jdbc:postgresql://127.0.0.1:" + freePort() + "/spendhub");
    NamedDatabase replica = new NamedDatabase(REPLICA, there);

    DatabaseUnavailable away =
        catchThrowableOfType(
            DatabaseUnavailable.class, () -> impatient.withReplica(replica, primary));

    assertThat(away.isBySetting()).isFalse();
    assertOneLine(away, SETTING, "Connection refused");
    assertThat(away.getMessage()).doesNotContain(REPLICA);
  }

  private FirstContact patient() {
    return new FirstContact(Duration.ofMinutes(10), said::add);
  }

  private DatabaseUnavailable refusal(NamedDatabase database) {
    return refusal(impatient, database);
  }

  private static DatabaseUnavailable refusal(FirstContact contact, NamedDatabase database) {
    return catchThrowableOfType(
        DatabaseUnavailable.class, () -> contact.withPrimary(database, history -> {}));
  }

  private static void assertOneLine(DatabaseUnavailable refusal, String... parts) {
    assertThat(refusal.getMessage()).contains(parts).doesNotContain("\n");
  }

  private NamedDatabase named(String url) {
    return login(url, there.user(), there.password());
  }

  private static NamedDatabase login(String url, String user, String password) {
    return new NamedDatabase(SETTING, new DatabaseAddress(url, user, password));
  }

  private static int freePort() throws IOException {
    try (ServerSocket closedAtOnce = new ServerSocket(0)) {
      return closedAtOnce.getLocalPort();
    }
  }

  /** Speaks as PostgreSQL does before it is ready: no TLS, then an error for whoever comes. */
  private static void refuseAll(ServerSocket server) {
    try {
      while (true) {
        try (Socket caller = server.accept()) {
          caller.getInputStream().readNBytes(8);
          caller.getOutputStream().write('N');
          byte[] length = caller.getInputStream().readNBytes(4);
          caller.getInputStream().readNBytes((length[2] & 0xff) * 256 + (length[3] & 0xff) - 4);
          String fields = "SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0";
          caller.getOutputStream().write(new byte[] {'E', 0, 0, 0, (byte) (4 + fields.length())});
          caller.getOutputStream().write(fields.getBytes(UTF_8));
          caller.getOutputStream().flush();
          caller.getInputStream().readAllBytes();
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }
}
