package io.spendhub.ledger.query;

import static io.spendhub.testing.api.Problems.refused;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.platform.sql.LongRead;
import io.spendhub.platform.sql.Snapshots;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A proof reads all that there is, so nobody may have more than one under way, or for ever. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class VerificationTurnsTest {
  private static final String VERIFICATION = "/v1/ledger/verification";
  private static final String WAITING =
      """
      select count(*) from pg_stat_activity
      where application_name = 'spendhub-read' and state = 'active' and wait_event_type = 'Lock'
        and query like '%authorizations.unlinked_refunds%'
      """;
  private static final int LONGEST_WAIT_MILLIS = 60_000;
  private static final int PAUSE_MILLIS = 50;

  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @TestHTTPResource
  URI server;

  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @Inject
  Verification verification;

  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @Inject
  Snapshots snapshots;

  @Test
  void the_statement_of_a_caller_who_leaves_is_ended() throws Exception {
    Spending acme = Spending.inANewOrganization();
    try (Connection _ = proofsHeldUp()) {
      try (Socket caller = asking(acme)) {
        assertThat(caller.isConnected()).isTrue();
        awaitWaiting(1);
      }

      awaitWaiting(0);
    }
    acme.proveLedger();
  }

  @Test
  void a_ledger_is_proved_once_at_a_time() throws Exception {
    Spending acme = Spending.inANewOrganization();
    Spending other = Spending.inANewOrganization();
    try (Connection heldUp = proofsHeldUp();
        Socket _ = asking(acme)) {
      awaitWaiting(1);

      refused(acme.get(VERIFICATION), 409, "verification_in_progress");
      heldUp.rollback();
      other.proveLedger();
    }
  }

  @Test
  void a_proof_in_another_process_counts_too() throws Exception {
    Spending acme = Spending.inANewOrganization();
    snapshots.read(
        LongRead.unbounded(),
        another -> {
          VerificationTurns.alone(another, acme.organizationId());
          return refused(acme.get(VERIFICATION), 409, "verification_in_progress");
        });
    acme.proveLedger();
  }

  @Test
  void a_proof_that_takes_too_long_is_given_up() throws Exception {
    Spending acme = Spending.inANewOrganization();
    LongRead read = LongRead.atMost(Duration.ofSeconds(1));
    try (Connection _ = proofsHeldUp()) {
      assertThatThrownBy(
              () -> verification.verifyInTurn(acme.organizationId(), Optional.empty(), read))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> {
                assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
                assertThat(refusal.code()).isEqualTo("verification_too_long");
              });
      awaitWaiting(0);
    }
    acme.proveLedger();
  }

  @Test
  void other_reads_keep_connections_however_many_organizations_are_proved() throws Exception {
    Spending[] crowd = new Spending[20];
    Socket[] callers = new Socket[crowd.length];
    for (int i = 0; i < crowd.length; i++) {
      crowd[i] = Spending.inANewOrganization();
    }
    try (Connection _ = proofsHeldUp()) {
      for (int i = 0; i < crowd.length; i++) {
        callers[i] = asking(crowd[i]);
      }
      awaitWaiting(2);

      assertThat(crowd[0].get("/v1/wallets").statusCode()).isEqualTo(200);
      assertThat(Stored.number(WAITING)).isEqualTo(2);
      for (Socket caller : callers) {
        caller.close();
      }
      awaitWaiting(0);
    }
  }

  /** Proofs stop at a table that nothing else reads, until the connection is closed. */
  private static Connection proofsHeldUp() throws SQLException {
    Connection connection = PostgresResource.connect();
    connection.setAutoCommit(false);
    try (Statement lock = connection.createStatement()) {
      lock.execute("lock table authorizations.unlinked_refunds in access exclusive mode");
    }
    return connection;
  }

  private Socket asking(Spending spending) throws IOException {
    Socket socket = new Socket(server.getHost(), server.getPort());
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(VERIFICATION, spending.tenant().secret())
                .getBytes(US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  private static void awaitWaiting(int statements) throws InterruptedException {
    for (int waited = 0; Stored.number(WAITING) != statements; waited += PAUSE_MILLIS) {
      assertThat(waited).as("statements of proofs").isLessThan(LONGEST_WAIT_MILLIS);
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
