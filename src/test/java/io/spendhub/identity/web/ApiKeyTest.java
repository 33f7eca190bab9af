package io.spendhub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class ApiKeyTest {
  private Tenant acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Tenant.open();
  }

  @Test
  void a_key_is_shown_with_its_secret_once() {
    ValidatableResponse issued = issue(Map.of("name", "Shop", "scopes", List.of("users:read")));

    issued
        .statusCode(201)
        .header("Location", matchesRegex(".*/v1/api-keys/" + issued.extract().path("id")))
        .body("secret", matchesRegex("shk_[A-Za-z0-9_-]{64}"))
        .body("scopes", contains("users:read"))
        .body("status", equalTo("ACTIVE"));
    acme.get("/v1/api-keys/" + issued.extract().path("id"))
        .statusCode(200)
        .body("name", equalTo("Shop"))
        .body("secret", nullValue());
  }

  @Test
  void a_key_does_what_its_scopes_say_and_nothing_else() {
    String reader = acme.keyWith(List.of("users:read"));

    Tenant.bearing(reader).get("/v1/users").then().statusCode(200);
    Tenant.bearing(reader).get("/v1/teams").then().statusCode(403);
    Tenant.bearing(reader)
        .body(Map.of("email", "ada@example.com", "name", "Ada"))
        .post("/v1/users")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"))
        .body("detail", equalTo("Only an API key with the scope users:write may do this."));
  }

  @Test
  void a_revoked_key_opens_nothing_from_then_on() {
    ValidatableResponse issued = issue(Map.of("name", "Shop", "scopes", List.of("users:read")));
    String secret = issued.extract().path("secret");
    String path = "/v1/api-keys/" + issued.extract().path("id");
    Tenant.bearing(secret).get("/v1/users").then().statusCode(200);

    acme.delete(path).statusCode(204);

    Tenant.bearing(secret)
        .get("/v1/users")
        .then()
        .statusCode(401)
        .body("code", equalTo("unauthenticated"));
    acme.delete(path).statusCode(204);
    acme.get(path)
        .statusCode(200)
        .body("status", equalTo("REVOKED"))
        .body("revokedAt", notNullValue());
    acme.patch(path, Map.of("name", "X")).statusCode(409).body("code", equalTo("api_key_revoked"));
  }

  @Test
  void a_key_that_another_process_revoked_opens_nothing_seconds_later() throws Exception {
    ValidatableResponse issued = issue(Map.of("name", "Shop", "scopes", List.of("users:read")));
    String secret = issued.extract().path("secret");
    Tenant.bearing(secret).get("/v1/users").then().statusCode(200);

    Rows.revoke(UUID.fromString(issued.extract().path("id")));

    Until.holds(() -> Tenant.bearing(secret).get("/v1/users").statusCode() != 200);
    Tenant.bearing(secret).get("/v1/users").then().statusCode(401);
  }

  @Test
  void a_key_may_revoke_itself() {
    ValidatableResponse issued =
        issue(Map.of("name", "Short", "scopes", List.of("api-keys:write", "users:read")));
    String secret = issued.extract().path("secret");

    Tenant.bearing(secret)
        .delete("/v1/api-keys/" + issued.extract().path("id"))
        .then()
        .statusCode(204);

    Tenant.bearing(secret).get("/v1/users").then().statusCode(401);
  }

  @Test
  void an_expired_key_opens_nothing() throws Exception {
    ValidatableResponse issued =
        issue(
            Map.of(
                "name",
                "Short",
                "scopes",
                List.of("users:read"),
                "expiresAt",
                Instant.now().plusSeconds(3600).toString()));
    issued.statusCode(201).body("expiresAt", notNullValue());

    Rows.expire(UUID.fromString(issued.extract().path("id")));

    String secret = issued.extract().path("secret");
    Tenant.bearing(secret).get("/v1/users").then().statusCode(401);
  }

  @Test
  void a_key_expires_when_it_said_although_it_is_remembered() throws Exception {
    Instant end = Instant.now().plusMillis(1_500);
    String secret =
        issue(
                Map.of(
                    "name", "Short",
                    "scopes", List.of("users:read"),
                    "expiresAt", end.toString()))
            .statusCode(201)
            .extract()
            .path("secret");
    Tenant.bearing(secret).get("/v1/users");

    Until.holds(() -> Instant.now().isAfter(end));

    Tenant.bearing(secret).get("/v1/users").then().statusCode(401);
  }

  @Test
  void nobody_grants_a_scope_that_they_lack() {
    String issuer = acme.keyWith(List.of("api-keys:write", "users:read"));

    Tenant.bearing(issuer)
        .body(Map.of("name", "More", "scopes", List.of("users:read", "users:write")))
        .post("/v1/api-keys")
        .then()
        .statusCode(403)
        .body("code", equalTo("scope_not_held"));
    Tenant.bearing(issuer)
        .body(Map.of("name", "Less", "scopes", List.of("users:read")))
        .post("/v1/api-keys")
        .then()
        .statusCode(201);
  }

  @Test
  void a_key_that_expires_issues_none_that_lives_on() {
    Instant end = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MICROS);
    List<String> scopes = List.of("api-keys:write");
    String issuer =
        issue(Map.of("name", "Short", "scopes", scopes, "expiresAt", end.toString()))
            .statusCode(201)
            .extract()
            .path("secret");

    Tenant.bearing(issuer)
        .body(Map.of("name", "Later", "scopes", scopes, "expiresAt", end.plusSeconds(1).toString()))
        .post("/v1/api-keys")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/expiresAt"));
    Tenant.bearing(issuer)
        .body(Map.of("name", "For ever", "scopes", scopes))
        .post("/v1/api-keys")
        .then()
        .statusCode(201)
        .body("expiresAt", equalTo(end.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "users:delete", "*", "operator", "organization:read", ""})
  void a_scope_that_does_not_exist_is_refused(String scope) {
    issue(Map.of("name", "Shop", "scopes", List.of("users:read", scope)))
        .statusCode(400)
        .body("errors.pointer", hasItem("/scopes/1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"Shop\"}",
        "{\"name\":\"Shop\",\"scopes\":[]}",
        "{\"name\":\"Shop\",\"scopes\":null}",
        "{\"name\":\"Shop\",\"scopes\":[null]}",
        "{\"name\":\"Shop\",\"scopes\":\"users:read\"}",
        "{\"scopes\":[\"users:read\"]}",
        "{\"name\":\"Shop\",\"scopes\":[\"users:read\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
        "{\"name\":\"Shop\",\"scopes\":[\"users:read\"],\"expiresAt\":\"tomorrow\"}",
        "{\"name\":\"Shop\",\"scopes\":[\"users:read\"],\"expiresAt\":1790000000}",
        "{\"name\":\"Shop\",\"scopes\":[\"users:read\"],\"secret\":\"shk_mine\"}",
      })
  void a_body_that_is_not_a_key_is_refused(String body) {
    acme.call().body(body).post("/v1/api-keys").then().statusCode(400);

    assertThat(acme.get("/v1/api-keys").extract().<List<String>>path("data.id"))
        .containsExactly(acme.keyId().toString());
  }

  @Test
  void an_end_beyond_all_time_is_no_failure_of_ours() {
    issue(
            Map.of(
                "name", "Long",
                "scopes", List.of("users:read"),
                "expiresAt", "9999-12-31T23:59:59.999999Z"))
        .statusCode(201)
        .body("expiresAt", equalTo("9999-12-31T23:59:59.999999Z"));
  }

  @Test
  void a_key_is_renamed_and_keeps_working() {
    ValidatableResponse issued = issue(Map.of("name", "Shop", "scopes", List.of("users:read")));
    String path = "/v1/api-keys/" + issued.extract().path("id");

    acme.patch(path, Map.of("name", "Shop 2")).statusCode(200).body("name", equalTo("Shop 2"));
    acme.patch(path, Map.of("scopes", List.of("users:write"))).statusCode(400);
    acme.call().body(Map.of("name", "X")).patch(path).then().statusCode(428);

    String secret = issued.extract().path("secret");
    Tenant.bearing(secret).get("/v1/users").then().statusCode(200);
  }

  @Test
  void an_unknown_key_is_not_found() {
    String path = "/v1/api-keys/" + Tenant.nobody();

    acme.get(path).statusCode(404).body("code", equalTo("api_key_not_found"));
    acme.delete(path).statusCode(404).body("code", equalTo("api_key_not_found"));
  }

  private ValidatableResponse issue(Map<String, Object> body) {
    return acme.post("/v1/api-keys", body);
  }
}
