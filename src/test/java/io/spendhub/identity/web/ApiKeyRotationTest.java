package io.spendhub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key gets another secret, and whoever has the one before is not cut off at once. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ApiKeyRotationTest {
  private Tenant acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Tenant.open();
  }

  private record Key(String id, String secret) {
    String path() {
      return "/v1/api-keys/" + id;
    }
  }

  private Key key(String... scopes) {
    return issued(Map.of("name", "Shop", "scopes", List.of(scopes)));
  }

  private Key issued(Map<String, Object> body) {
    ValidatableResponse answer = acme.post("/v1/api-keys", body).statusCode(201);
    return new Key(answer.extract().path("id"), answer.extract().path("secret"));
  }

  private String rotated(Key key, Map<String, ?> body) {
    return acme.post(key.path() + "/rotate", body).statusCode(201).extract().path("secret");
  }

  private static int status(String secret) {
    return Tenant.bearing(secret).get("/v1/users").statusCode();
  }

  @Test
  void the_secret_before_works_for_a_day() {
    Key key = key("users:read");

    ValidatableResponse answer = acme.post(key.path() + "/rotate", Map.of()).statusCode(201);
    String secret = answer.extract().path("secret");

    assertThat(List.of(status(key.secret()), status(secret))).containsOnly(200);
    Instant end = Instant.parse(answer.extract().path("oldSecretExpiresAt"));
    assertThat(Duration.between(Instant.now(), end))
        .isBetween(Duration.ofHours(23), Duration.ofHours(25));
    acme.get(key.path())
        .body("oldSecretExpiresAt", equalTo(end.toString()))
        .body("secretCreatedAt", equalTo(answer.extract().path("secretCreatedAt")))
        .body("name", equalTo("Shop"))
        .body("secret", nullValue());
    String trail = acme.get("/v1/audit?action=api_key.rotated").extract().asString();
    assertThat(trail).contains(key.id(), "/secretCreatedAt").doesNotContain("shk_", "ecretHash");
  }

  @Test
  void a_third_secret_ends_the_oldest_at_once() {
    Key key = key("users:read");
    String second = rotated(key, Map.of());

    String third = rotated(key, Map.of());

    assertThat(status(key.secret())).isEqualTo(401);
    assertThat(List.of(status(second), status(third))).containsOnly(200);

    String fourth = rotated(key, Map.of("oldExpiresIn", 0));

    assertThat(List.of(status(second), status(third))).containsOnly(401);
    assertThat(status(fourth)).isEqualTo(200);
    acme.get(key.path()).body("oldSecretExpiresAt", nullValue());
    acme.delete(key.path()).statusCode(204);
    assertThat(status(fourth)).isEqualTo(401);
  }

  @Test
  void the_secret_before_ends_when_it_was_said() {
    Key key = key("users:read");

    String secret = rotated(key, Map.of("oldExpiresIn", 1));

    Until.holds(() -> status(key.secret()) == 401);
    assertThat(status(secret)).isEqualTo(200);
  }

  @Test
  void a_key_rotates_itself_and_none_that_can_do_more_or_longer() {
    Key more = key("users:read", "users:write");
    Key longer = key("api-keys:write");
    Key less = key("api-keys:write", "users:read");
    Instant end = Instant.now().plusSeconds(3_600);
    Key ending =
        issued(
            Map.of(
                "name",
                "Ending",
                "scopes",
                List.of("api-keys:write"),
                "expiresAt",
                end.toString()));

    rotate(less, more).statusCode(403).body("code", equalTo("scope_not_held"));
    rotate(ending, longer).statusCode(403).body("code", equalTo("key_outlives_caller"));
    assertThat(rotate(less, less).extract().statusCode()).isEqualTo(201);
    assertThat(rotate(ending, ending).extract().statusCode()).isEqualTo(201);
    assertThat(status(more.secret())).isEqualTo(200);
  }

  @Test
  void with_the_secret_before_nobody_gets_more_than_its_time() {
    Key key = key("api-keys:write", "users:read");
    String end =
        acme.post(key.path() + "/rotate", Map.of())
            .statusCode(201)
            .extract()
            .path("oldSecretExpiresAt");
    Map<String, Object> issued = Map.of("name", "More", "scopes", List.of("users:read"));
    Map<String, Object> longer = new HashMap<>(issued);
    longer.put("expiresAt", Instant.parse(end).plusSeconds(1).toString());

    rotate(key, key).statusCode(403).body("code", equalTo("old_secret"));
    rotate(key, key("users:read")).statusCode(403).body("code", equalTo("old_secret"));
    Tenant.bearing(key.secret())
        .body(issued)
        .post("/v1/api-keys")
        .then()
        .statusCode(201)
        .body("expiresAt", equalTo(end));
    Tenant.bearing(key.secret())
        .body(longer)
        .post("/v1/api-keys")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/expiresAt"));
  }

  private static ValidatableResponse rotate(Key caller, Key rotated) {
    return Tenant.bearing(caller.secret())
        .body(Map.of("oldExpiresIn", 60))
        .post(rotated.path() + "/rotate")
        .then();
  }

  @Test
  void a_key_that_works_no_more_gets_no_other_secret() throws Exception {
    Key revoked = key("users:read");
    acme.delete(revoked.path()).statusCode(204);
    Key expired = key("users:read");
    Rows.expire(UUID.fromString(expired.id()));

    acme.post(revoked.path() + "/rotate", Map.of())
        .statusCode(409)
        .body("code", equalTo("api_key_revoked"));
    acme.post(expired.path() + "/rotate", Map.of())
        .statusCode(409)
        .body("code", equalTo("api_key_expired"));
    acme.post("/v1/api-keys/" + Tenant.nobody() + "/rotate", Map.of())
        .statusCode(404)
        .body("code", equalTo("api_key_not_found"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "2592001", "\"60\"", "1.5"})
  void a_time_that_makes_no_sense_is_refused(String seconds) {
    Key key = key("users:read");

    acme.call()
        .body("{\"oldExpiresIn\": " + seconds + "}")
        .post(key.path() + "/rotate")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/oldExpiresIn"));

    assertThat(status(key.secret())).isEqualTo(200);
  }

  /** Versions before made them so, and their keys go on. */
  @Test
  void a_secret_that_does_not_name_its_organization_works() {
    String old = "shk_" + UUID.randomUUID().toString().replace("-", "") + "12345678901";
    Key key = key("users:read");

    Stored.change(
        "update identity.api_keys set secret_hash = sha256(convert_to(?, 'UTF8')) where id = ?",
        old,
        UUID.fromString(key.id()));

    assertThat(List.of(status(old), status(key.secret()))).containsExactly(200, 401);
    assertThat(List.of(status(rotated(key, Map.of())), status(old))).containsOnly(200);
  }
}
