package io.spendhub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.spendhub.identity.Tenant;
import io.spendhub.shared.UserRole;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gives and takes roles, and that one owner stays. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class RoleTest {
  private final String admin = UUID.randomUUID() + "@example.com";
  private Tenant acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Tenant.open();
  }

  @Test
  void a_user_is_a_member_unless_another_role_is_given() {
    String member = acme.user("ada@example.com");
    String owner = acme.user("eve@example.com", UserRole.OWNER);

    acme.get("/v1/users/" + member).body("role", equalTo("MEMBER"));
    acme.get("/v1/users/" + owner).body("role", equalTo("OWNER"));
    acme.patch("/v1/users/" + member, Map.of("role", "FINANCE")).body("role", equalTo("FINANCE"));
    acme.post("/v1/users", Map.of("email", "x@example.com", "name", "X", "role", "KING"))
        .statusCode(400);
  }

  @Test
  void an_administrator_leaves_owners_alone() {
    String owner = acme.user("eve@example.com", UserRole.OWNER);
    String member = acme.user("ada@example.com");
    String self = acme.user(admin, UserRole.ADMIN);

    for (Map<String, String> change :
        List.of(
            Map.of("role", "ADMIN"),
            Map.of("email", admin.replace("@", "2@")),
            Map.of("status", "INACTIVE"))) {
      acme.as(admin)
          .header("If-Match", "*")
          .body(change)
          .patch("/v1/users/" + owner)
          .then()
          .statusCode(403)
          .body("code", equalTo("role_not_allowed"));
    }
    acme.as(admin).delete("/v1/users/" + owner).then().statusCode(403);
    for (String user : List.of(member, self)) {
      acme.as(admin)
          .header("If-Match", "*")
          .body(Map.of("role", "OWNER"))
          .patch("/v1/users/" + user)
          .then()
          .statusCode(403)
          .body("code", equalTo("role_not_allowed"));
    }
    acme.as(admin)
        .header("If-Match", "*")
        .body(Map.of("role", "AUDITOR"))
        .patch("/v1/users/" + member)
        .then()
        .statusCode(200);
  }

  @Test
  void a_key_that_sees_no_money_makes_nobody_see_it() {
    String ada = acme.user("ada@example.com");
    String bob = acme.user("bob@example.com");
    String members = "/v1/teams/" + acme.team("Travel") + "/members";
    Map<String, String> another = Map.of("email", "eve@example.com");
    Map<String, String> asAdmin = Map.of("role", "ADMIN");
    List<String> blind = List.of("users:write", "teams:write", "wallets:read", "cards:read");
    List<String> seeing = new ArrayList<>(blind);
    seeing.add("authorizations:read");
    String key = acme.keyWith(blind);

    refused(patch(key, "/v1/users/" + ada, another));
    patch(key, "/v1/users/" + ada, Map.of("name", "Ada", "email", "ada@example.com"))
        .statusCode(200);
    refused(add(key, members, ada, "ADMIN"));
    add(key, members, bob, "MEMBER").statusCode(201);
    refused(patch(key, members + "/" + bob, asAdmin));

    String sees = acme.keyWith(seeing);
    patch(sees, "/v1/users/" + ada, another).statusCode(200);
    add(sees, members, ada, "ADMIN").statusCode(201);
    patch(sees, members + "/" + bob, asAdmin).statusCode(200);
  }

  private static void refused(ValidatableResponse answer) {
    answer.statusCode(403).body("code", equalTo("role_not_allowed"));
  }

  private static ValidatableResponse patch(String key, String path, Map<String, String> change) {
    return Tenant.bearing(key).header("If-Match", "*").body(change).patch(path).then();
  }

  private static ValidatableResponse add(String key, String members, String user, String role) {
    return Tenant.bearing(key).body(Map.of("userId", user, "role", role)).post(members).then();
  }

  @Test
  void the_last_owner_stays() {
    String owner = acme.user("eve@example.com", UserRole.OWNER);
    String path = "/v1/users/" + owner;

    acme.patch(path, Map.of("role", "ADMIN")).statusCode(409).body("code", equalTo("last_owner"));
    acme.patch(path, Map.of("status", "INACTIVE")).statusCode(409);
    acme.delete(path).statusCode(409).body("code", equalTo("last_owner"));
    acme.patch(path, Map.of("name", "Eve", "role", "OWNER")).statusCode(200);

    acme.user("ada@example.com", UserRole.OWNER);
    acme.patch(path, Map.of("role", "ADMIN")).statusCode(200);
    acme.delete(path).statusCode(204);
  }

  @Test
  void of_owners_who_end_each_other_at_once_one_stays() {
    List<String> owners =
        List.of(
            acme.user("a@example.com", UserRole.OWNER),
            acme.user("b@example.com", UserRole.OWNER),
            acme.user("c@example.com", UserRole.OWNER));

    List<Integer> answers =
        Together.run(
            owners.size(),
            number -> acme.delete("/v1/users/" + owners.get(number)).extract().statusCode());

    assertThat(answers).containsExactlyInAnyOrder(204, 204, 409);
  }
}
