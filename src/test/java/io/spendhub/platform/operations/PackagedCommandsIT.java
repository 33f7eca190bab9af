package io.spendhub.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.spendhub.testing.PackagedProgram;
import io.spendhub.testing.PackagedProgram.Ended;
import io.spendhub.testing.PostgresResource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does from the shell, beside a service that runs. */
@QuarkusIntegrationTest
@WithTestResource(PostgresResource.class)
class PackagedCommandsIT {
  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @TestHTTPResource
  URI service;

  @Test
  void a_database_that_is_up_to_date_needs_no_migration() {
    Ended migrate = PackagedProgram.run(Map.of(), "migrate");

    assertThat(migrate.output()).contains("Migrations applied: 0");
    assertThat(migrate.code()).isZero();
  }

  @Test
  void the_migrations_are_listed() {
    Ended info = PackagedProgram.run(Map.of(), "migrate-info");

    assertThat(info.output()).contains("identity").contains("Success").doesNotContain("Pending");
    assertThat(info.code()).isZero();
  }

  /** As where an image is built. */
  @Test
  void the_service_is_rehearsed_where_there_is_no_database() {
    Ended rehearsed =
        PackagedProgram.run(
            Map.of("SPENDHUB_DB_URL", "jdbc:postgresql://127.0.0.1:1/nowhere"), "rehearse");

    assertThat(rehearsed.output().lines().filter(line -> !line.startsWith("Picked up JAVA_")))
        .isEmpty();
    assertThat(rehearsed.code()).isZero();
  }

  @Test
  void the_ledger_is_proved_from_the_shell() {
    Ended verify = PackagedProgram.run(Map.of(), "verify");

    assertThat(verify.code()).as(verify.output()).isZero();
  }

  @Test
  void a_head_of_the_log_that_the_database_lacks_fails_the_proof(@TempDir Path directory)
      throws IOException {
    UUID gone = UUID.randomUUID();
    Path log = directory.resolve("service.log");
    Files.writeString(
        log,
        "INFO something else\nINFO Chain of organization %s head 7:%s\n"
            .formatted(gone, "0".repeat(64)));

    Ended verify = PackagedProgram.run(Map.of(), "verify", "--heads", log.toString());

    assertThat(verify.output())
        .contains("organization " + gone + ": NOT OK, it is in the log only")
        .contains("noted heads: 1, NOT OK");
    assertThat(verify.code()).isEqualTo(1);
  }

  @Test
  void a_log_without_any_head_proves_nothing(@TempDir Path directory) throws IOException {
    Path log = Files.writeString(directory.resolve("empty.log"), "INFO nothing\n");

    Ended verify = PackagedProgram.run(Map.of(), "verify", "--heads", log.toString());

    assertThat(verify.output()).contains("there is no head of a chain in " + log);
    assertThat(verify.code()).isEqualTo(2);
  }

  @Test
  void the_probe_of_containers_tells_a_service_from_none() {
    assertThat(probe(service.getPort())).isZero();
    assertThat(probe(1)).isEqualTo(1);
  }

  @Test
  void what_is_no_command_is_refused_with_the_usage() {
    Ended unknown = PackagedProgram.run(Map.of(), "levitate");

    assertThat(unknown.output()).contains("there is no command levitate").contains("Usage:");
    assertThat(unknown.code()).isEqualTo(2);
  }

  private static int probe(int port) {
    return PackagedProgram.run(Map.of("SPENDHUB_HTTP_PORT", String.valueOf(port)), "health").code();
  }
}
