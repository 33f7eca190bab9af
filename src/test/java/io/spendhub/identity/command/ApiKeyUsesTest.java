package io.spendhub.identity.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a key was used last is told, and nothing is written while it is used. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ApiKeyUsesTest {
  @Inject ApiKeyUses uses;

  @Test
  void the_last_use_is_noted_once_and_not_with_each_request() {
    Tenant acme = Tenant.open();
    var issued =
        acme.post("/v1/api-keys", Map.of("name", "Shop", "scopes", List.of("users:read")))
            .extract();
    String path = "/v1/api-keys/" + issued.path("id");
    acme.get(path).body("lastUsedAt", nullValue());

    Tenant.bearing(issued.path("secret")).get("/v1/users").then().statusCode(200);
    uses.save();
    var shown = acme.get(path).extract();

    Instant used = Instant.parse(shown.path("lastUsedAt"));
    assertThat(Duration.between(used, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    Tenant.bearing(issued.path("secret")).get("/v1/users").then().statusCode(200);
    uses.save();
    assertThat(acme.get(path).extract().<String>path("lastUsedAt")).isEqualTo(used.toString());
    assertThat(acme.get(path).extract().header("ETag")).isEqualTo(shown.header("ETag"));
  }
}
