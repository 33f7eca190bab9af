package io.spendhub.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.spendhub.testing.PackagedProgram;
import io.spendhub.testing.PackagedProgram.Ended;
import io.spendhub.testing.PostgresResource;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

  @Test
  void the_ledger_is_proved_from_the_shell() {
    Ended verify = PackagedProgram.run(Map.of(), "verify");

    assertThat(verify.code()).as(verify.output()).isZero();
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
