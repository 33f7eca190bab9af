package io.spendhub.identity.web;

import static io.spendhub.identity.Tenant.bearing;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.spendhub.identity.Tenant;
import io.spendhub.shared.UserRole;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.signin.SignIns;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who signs in, and as whom. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class PeopleTest {
  private final SignIns provider = SignIns.shared();

  /** Nobody else's, because people are looked for in every organization. */
  private final String ada = UUID.randomUUID() + "@example.com";

  private Tenant acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Tenant.open();
  }

  private SignIns.Token token() {
    return provider.token(ada, Instant.now());
  }

  private static ValidatableResponse call(SignIns.Token token) {
    return bearing(token.text()).get("/v1/wallets").then();
  }

  @Test
  void whoever_is_in_one_organization_needs_not_say_in_which() {
    acme.user(ada.toUpperCase(Locale.ROOT), UserRole.AUDITOR);

    call(token()).statusCode(200);
    acme.as(ada).get("/v1/wallets").then().statusCode(200);
    acme.as(token().onACurve()).get("/v1/wallets").then().statusCode(200);
  }

  @Test
  void whoever_is_in_several_says_in_which() {
    Tenant other = Tenant.open();
    acme.user(ada, UserRole.AUDITOR);
    other.user(ada, UserRole.MEMBER);

    call(token()).statusCode(400).body("code", equalTo("organization_required"));
    acme.as(ada).get("/v1/users").then().statusCode(200);
    other.as(ada).get("/v1/users").then().statusCode(403);
    other.as(ada).get("/v1/wallets").then().statusCode(200);
    Tenant.open().as(ada).get("/v1/wallets").then().statusCode(403);
    bearing(token().text())
        .header("SpendHub-Organization", "acme")
        .get("/v1/wallets")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("SpendHub-Organization"));
    acme.as(ada)
        .header("SpendHub-Organization", other.organizationId())
        .get("/v1/wallets")
        .then()
        .statusCode(400)
        .body("code", equalTo("repeated_header"));
  }

  @Test
  void another_organization_that_adds_somebody_does_not_keep_them_from_their_own() {
    String id = acme.user(ada, UserRole.AUDITOR);
    call(token()).statusCode(200);
    Tenant other = Tenant.open();
    other.user(ada, UserRole.OWNER);

    SignIns.Token next = token().with("jti", "next");
    bearing(next.text()).get("/v1/users/" + id).then().statusCode(200);
    call(token().with("sub", "another"))
        .statusCode(400)
        .body("code", equalTo("organization_required"));

    other.as(ada).get("/v1/users").then().statusCode(200);
    call(token().with("jti", "last"))
        .statusCode(400)
        .body("code", equalTo("organization_required"));
  }

  @Test
  void nobody_signs_in_but_an_active_user_with_a_verified_email() {
    call(token()).statusCode(403).body("code", equalTo("no_such_member"));

    String id = acme.user(ada, UserRole.AUDITOR);
    call(token()).statusCode(200);
    call(token().with("email_verified", false))
        .statusCode(403)
        .body("code", equalTo("no_such_member"));

    acme.patch("/v1/users/" + id, Map.of("status", "INACTIVE")).statusCode(200);
    call(token()).statusCode(403).body("code", equalTo("no_such_member"));

    acme.patch("/v1/users/" + id, Map.of("status", "ACTIVE")).statusCode(200);
    call(token()).statusCode(200);

    acme.delete("/v1/users/" + id).statusCode(204);
    call(token()).statusCode(403).body("code", equalTo("no_such_member"));
    acme.as(ada).get("/v1/wallets").then().statusCode(403).body("code", equalTo("no_such_member"));
  }

  @Test
  void the_first_account_that_signs_in_is_the_only_one_until_the_address_changes() {
    String id = acme.user(ada, UserRole.AUDITOR);
    String version = acme.get("/v1/users/" + id).extract().header("ETag");
    SignIns.Token another = token().with("sub", "another");

    call(token()).statusCode(200);
    call(another).statusCode(403).body("code", equalTo("subject_mismatch"));
    call(token()).statusCode(200);
    acme.get("/v1/users/" + id).header("ETag", version);

    acme.patch("/v1/users/" + id, Map.of("email", ada.toUpperCase(Locale.ROOT)));
    call(another).statusCode(200);
    call(token()).statusCode(403).body("code", equalTo("subject_mismatch"));
  }

  @Test
  void a_token_that_is_not_genuine_is_nobodys() {
    acme.user(ada, UserRole.OWNER);

    call(token().with("exp", 1_000_000_000))
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .body("code", equalTo("unauthenticated"))
        .body("detail", equalTo("The access token has expired."));
    call(token().with("aud", "another")).statusCode(401);
    call(token().signedBy("strange")).statusCode(401);
    call(token().withHeader("alg", "none")).statusCode(401);
    call(token().withHeader("alg", "HS256")).statusCode(401);
    bearing("nonsense").get("/v1/wallets").then().statusCode(401);
    bearing("shk_" + token().text()).get("/v1/wallets").then().statusCode(401);
  }

  @Test
  void what_a_person_may_do_changes_at_once() {
    String id = acme.user(ada, UserRole.AUDITOR);
    acme.as(ada).get("/v1/users").then().statusCode(200);
    acme.as(ada)
        .body(Map.of("name", "Travel"))
        .post("/v1/teams")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"))
        .body("detail", containsString("OWNER, ADMIN"));

    acme.patch("/v1/users/" + id, Map.of("role", "ADMIN")).statusCode(200);
    acme.as(ada).body(Map.of("name", "Travel")).post("/v1/teams").then().statusCode(201);

    acme.patch("/v1/users/" + id, Map.of("role", "MEMBER")).statusCode(200);
    acme.as(ada).get("/v1/users").then().statusCode(403);
  }

  /** A key that the provider has just begun to sign with has to be asked for. */
  @Test
  void while_the_provider_is_away_keys_work_and_people_are_told_to_come_back() {
    acme.user(ada, UserRole.AUDITOR);
    String next = UUID.randomUUID().toString();
    provider.newKey(next);
    provider.away(true);
    try {
      Until.holds(() -> call(token().of(next)).extract().statusCode() == 503);
      call(token().of(next))
          .statusCode(503)
          .header("Retry-After", notNullValue())
          .body("code", equalTo("unavailable"));
      acme.get("/v1/wallets").statusCode(200);
    } finally {
      provider.away(false);
    }
    Until.holds(() -> call(token().of(next)).extract().statusCode() == 200);
  }

  @Test
  void a_person_issues_keys_of_what_their_role_may() {
    acme.user(ada, UserRole.ADMIN);
    Map<String, Object> key = Map.of("name", "Mine", "scopes", List.of("users:write"));

    String secret =
        acme.as(ada).body(key).post("/v1/api-keys").then().statusCode(201).extract().path("secret");
    bearing(secret)
        .body(Map.of("email", "eve@example.com", "name", "Eve", "role", "OWNER"))
        .post("/v1/users")
        .then()
        .statusCode(403)
        .body("code", equalTo("role_not_allowed"));
    acme.as(ada)
        .body(Map.of("name", "Owners", "scopes", List.of("organization:write")))
        .post("/v1/api-keys")
        .then()
        .statusCode(403)
        .body("code", equalTo("scope_not_held"));
  }
}
