package io.spendhub.identity;

import static io.spendhub.identity.Tenant.bearing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.RestAssured;
import io.spendhub.shared.UserRole;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.RunningService;
import io.spendhub.testing.Until;
import io.spendhub.testing.signin.Forged;
import io.spendhub.testing.signin.Keycloak;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * People who sign in at a real Keycloak. It runs where {@code make keycloak} has unpacked one, and
 * says so where it does not.
 */
class KeycloakIT {
  private static final String AUDIENCE = "spendhub";
  private static final String PASSWORD = "correct horse";
  private static final String ADA = "ada@example.com";

  private static Keycloak keycloak;
  private static RunningService service;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> home = Keycloak.unpacked();
    assumeTrue(home.isPresent(), "no Keycloak in target/keycloak: `make keycloak` unpacks one");
    keycloak = Keycloak.start(home.get(), Map.of("acme", realm("acme"), "other", realm("other")));
    service =
        RunningService.starting(
                PostgresResource.address(),
                Map.of(
                    "SPENDHUB_OIDC_URL",
                    keycloak.issuer("acme"),
                    "SPENDHUB_OIDC_AUDIENCE",
                    AUDIENCE))
            .awaitReady();
    RestAssured.baseURI = "http://127.0.0.1";
    RestAssured.port = service.uri().getPort();
  }

  @AfterAll
  static void end() {
    if (service != null) {
      service.close();
    }
    if (keycloak != null) {
      keycloak.close();
    }
    RestAssured.reset();
  }

  private static Map<String, Object> realm(String name) {
    return Map.of(
        "realm",
        name,
        "enabled",
        true,
        "clients",
        List.of(
            client("console", List.of(audience()), Map.of()),
            client("hasty", List.of(audience()), Map.of("access.token.lifespan", "1")),
            client("elsewhere", List.of(), Map.of())),
        "users",
        List.of(user("ada", ADA, true), user("eve", "eve@example.com", false)));
  }

  private static Map<String, Object> client(
      String id, List<Map<String, Object>> mappers, Map<String, String> attributes) {
    return Map.of(
        "clientId",
        id,
        "publicClient",
        true,
        "directAccessGrantsEnabled",
        true,
        "protocolMappers",
        mappers,
        "attributes",
        attributes);
  }

  private static Map<String, Object> audience() {
    return Map.of(
        "name",
        "audience",
        "protocol",
        "openid-connect",
        "protocolMapper",
        "oidc-audience-mapper",
        "config",
        Map.of("included.custom.audience", AUDIENCE, "access.token.claim", "true"));
  }

  private static Map<String, Object> user(String name, String email, boolean verified) {
    return Map.of(
        "username",
        name,
        "email",
        email,
        "emailVerified",
        verified,
        "firstName",
        name,
        "lastName",
        name,
        "enabled",
        true,
        "credentials",
        List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false)));
  }

  private static String token(String realm, String client, String user) {
    return keycloak.token(realm, client, user, PASSWORD);
  }

  private static int status(String token) {
    return bearing(token).get("/v1/wallets").statusCode();
  }

  @Test
  void its_users_sign_in_as_ours_and_nobody_else_does() {
    Tenant acme = Tenant.open();
    String ada = acme.user(ADA, UserRole.AUDITOR);
    acme.user("eve@example.com", UserRole.OWNER);
    String hasty = token("acme", "hasty", "ada");
    String token = token("acme", "console", "ada");

    assertThat(status(hasty)).isEqualTo(200);
    assertThat(status(token)).isEqualTo(200);
    bearing(token).body("{}").post("/v1/wallets").then().statusCode(403);
    assertThat(status(Forged.signedByAnother(token))).isEqualTo(401);
    assertThat(status(Forged.unsigned(token))).isEqualTo(401);
    assertThat(status(token("other", "console", "ada"))).as("another realm").isEqualTo(401);
    bearing(token("acme", "elsewhere", "ada"))
        .get("/v1/wallets")
        .then()
        .statusCode(401)
        .body("detail", equalTo("The access token is for another audience."));
    bearing(token("acme", "console", "eve"))
        .get("/v1/wallets")
        .then()
        .statusCode(403)
        .body("code", equalTo("no_such_member"));

    keycloak.changeKey("acme");
    String next = token("acme", "console", "ada");
    assertThat(header(next)).isNotEqualTo(header(token));
    Until.holds(() -> status(next) == 200);
    assertThat(status(token)).as("the key before is not withdrawn").isEqualTo(200);

    Until.holds(() -> status(hasty) == 401);
    acme.delete("/v1/users/" + ada).statusCode(204);
    bearing(next).get("/v1/wallets").then().statusCode(403).body("code", equalTo("no_such_member"));
  }

  private static String header(String token) {
    return token.substring(0, token.indexOf('.'));
  }
}
