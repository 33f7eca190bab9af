package io.spendhub.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Logged;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever is refused a right stands in the log, and nothing that they showed does. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class RefusedRightsTest {
  @Test
  void a_refusal_of_rights_tells_who_was_refused_what() {
    Tenant acme = Tenant.open();
    String secret = acme.keyWith(List.of("users:read"));
    String log =
        Logged.during(
            () -> {
              Tenant.bearing(secret).header("X-Request-Id", "refused-1").get("/v1/teams");
              Tenant.bearing("shk_guess").header("X-Request-Id", "refused-2").get("/v1/teams");
              Tenant.bearing(secret).header("X-Request-Id", "allowed").get("/v1/users");
            });

    assertThat(log)
        .containsPattern(
            "Refused listTeams to [0-9a-f-]{36} from 127.0.0.1: 403 forbidden, request refused-1")
        .containsPattern(
            "Refused listTeams to an unknown caller from .*: 401 unauthenticated, request refused-2")
        .doesNotContain(secret, "shk_guess", "request allowed");
  }
}
