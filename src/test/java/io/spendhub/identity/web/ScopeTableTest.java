package io.spendhub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.spendhub.identity.Tenant;
import io.spendhub.identity.domain.Scopes;
import io.spendhub.testing.PostgresResource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which scope each call needs: with it alone the call is let in, with all the others it is not. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ScopeTableTest {
  private Tenant acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Tenant.open();
  }

  @ParameterizedTest
  @CsvSource({
    "users:write,    POST,   /v1/users",
    "users:read,     GET,    /v1/users",
    "users:read,     GET,    /v1/users/x",
    "users:write,    PATCH,  /v1/users/x",
    "users:write,    DELETE, /v1/users/x",
    "teams:write,    POST,   /v1/teams",
    "teams:read,     GET,    /v1/teams",
    "teams:read,     GET,    /v1/teams/x",
    "teams:write,    PATCH,  /v1/teams/x",
    "teams:write,    DELETE, /v1/teams/x",
    "teams:write,    POST,   /v1/teams/x/members",
    "teams:read,     GET,    /v1/teams/x/members",
    "teams:read,     GET,    /v1/teams/x/members/x",
    "teams:write,    PATCH,  /v1/teams/x/members/x",
    "teams:write,    DELETE, /v1/teams/x/members/x",
    "audit:read,     GET,    /v1/audit",
    "api-keys:write, POST,   /v1/api-keys",
    "api-keys:read,  GET,    /v1/api-keys",
    "api-keys:read,  GET,    /v1/api-keys/x",
    "api-keys:write, PATCH,  /v1/api-keys/x",
    "api-keys:write, DELETE, /v1/api-keys/x",
    "api-keys:write, POST,   /v1/api-keys/x/rotate",
  })
  void a_call_needs_its_scope_and_no_other(String scope, String method, String path) {
    String existing = path.replaceAll("/x", "/" + Tenant.nobody());
    List<String> others = new ArrayList<>(Scopes.all().names());
    others.remove(scope);

    assertThat(status(acme.keyWith(List.of(scope)), method, existing)).isIn(200, 400, 404, 428);
    assertThat(status(acme.keyWith(others), method, existing)).isEqualTo(403);
    assertThat(status("shk_unknown", method, existing)).isEqualTo(401);
  }

  private static int status(String secret, String method, String path) {
    RequestSpecification call = Tenant.bearing(secret);
    return switch (method) {
      case "POST", "PATCH" -> call.body("{}").request(method, path).statusCode();
      default -> call.request(method, path).statusCode();
    };
  }
}
