package io.spendhub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class TeamTest {
  private Tenant acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Tenant.open();
  }

  @Test
  void a_team_name_is_taken_in_exactly_its_case() {
    acme.team("Travel");

    acme.post("/v1/teams", Map.of("name", "Travel"))
        .statusCode(409)
        .body("code", equalTo("team_name_taken"));
    acme.team("travel");
    Tenant.open().team("Travel");
  }

  @Test
  void a_team_is_renamed_at_its_current_version() {
    acme.team("Travel");
    String path = "/v1/teams/" + acme.team("Trips");

    acme.patch(path, Map.of("name", "Travel")).statusCode(409);
    acme.patch(path, Map.of("name", "Journeys")).statusCode(200).body("name", equalTo("Journeys"));
    acme.call().body(Map.of("name", "X")).patch(path).then().statusCode(428);
    acme.call()
        .header("If-Match", "\"99\"")
        .body(Map.of("name", "X"))
        .patch(path)
        .then()
        .statusCode(412);
  }

  @Test
  void a_deleted_team_stays_readable_frees_its_name_and_has_no_members() {
    String team = acme.team("Travel");
    String path = "/v1/teams/" + team;
    String ada = acme.user("ada@example.com");
    add(team, ada, "ADMIN").statusCode(201);

    acme.delete(path).statusCode(204);
    acme.delete(path).statusCode(204);

    acme.get(path)
        .statusCode(200)
        .body("status", equalTo("DELETED"))
        .body("name", equalTo("Travel"))
        .body("deletedAt", notNullValue());
    acme.get(path + "/members").statusCode(200).body("data", empty());
    add(team, ada, "MEMBER").statusCode(409).body("code", equalTo("team_deleted"));
    acme.patch(path, Map.of("name", "X")).statusCode(409).body("code", equalTo("team_deleted"));
    acme.team("Travel");
    assertThat(ids("/v1/teams?status=DELETED")).containsExactly(team);
    assertThat(ids("/v1/teams")).hasSize(2).last().isEqualTo(team);
  }

  @Test
  void a_user_joins_changes_role_and_leaves() {
    String team = acme.team("Travel");
    String ada = acme.user("ada@example.com");
    String path = "/v1/teams/" + team + "/members/" + ada;

    add(team, ada, "MEMBER")
        .statusCode(201)
        .header("Location", matchesRegex(".*" + path))
        .body("teamId", equalTo(team))
        .body("userId", equalTo(ada))
        .body("role", equalTo("MEMBER"));
    acme.patch(path, Map.of("role", "ADMIN")).statusCode(200).body("role", equalTo("ADMIN"));
    acme.get(path).statusCode(200).body("role", equalTo("ADMIN"));
    acme.call().body(Map.of("role", "MEMBER")).patch(path).then().statusCode(428);
    acme.delete(path).statusCode(204);

    acme.get(path).statusCode(404).body("code", equalTo("member_not_found"));
    acme.delete(path).statusCode(404);
    add(team, ada, "MEMBER").statusCode(201);
  }

  @Test
  void a_user_is_a_member_once() {
    String team = acme.team("Travel");
    String ada = acme.user("ada@example.com");
    add(team, ada, "MEMBER").statusCode(201);

    add(team, ada, "ADMIN").statusCode(409).body("code", equalTo("already_member"));

    acme.get("/v1/teams/" + team + "/members").body("data.role", equalTo(List.of("MEMBER")));
  }

  @Test
  void the_memberships_of_a_deleted_user_end() {
    String team = acme.team("Travel");
    String ada = acme.user("ada@example.com");
    String bob = acme.user("bob@example.com");
    add(team, ada, "MEMBER").statusCode(201);
    add(team, bob, "MEMBER").statusCode(201);

    acme.delete("/v1/users/" + ada).statusCode(204);

    acme.get("/v1/teams/" + team + "/members").body("data.userId", equalTo(List.of(bob)));
    add(team, ada, "MEMBER").statusCode(409).body("code", equalTo("user_deleted"));
  }

  @Test
  void members_are_listed_newest_first_page_by_page() {
    String team = acme.team("Travel");
    String ada = acme.user("ada@example.com");
    String bob = acme.user("bob@example.com");
    add(team, bob, "MEMBER").statusCode(201);
    add(team, ada, "MEMBER").statusCode(201);
    String path = "/v1/teams/" + team + "/members?limit=1";

    ValidatableResponse first = acme.get(path).body("data.userId", equalTo(List.of(ada)));
    String cursor = first.extract().path("nextCursor");

    acme.get(path + "&cursor=" + cursor).body("data.userId", equalTo(List.of(bob)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"role\":\"MEMBER\"}",
        "{\"userId\":\"x\",\"role\":\"MEMBER\"}",
        "{\"userId\":\"00000000-0000-7000-8000-000000000000\"}",
        "{\"userId\":\"00000000-0000-7000-8000-000000000000\",\"role\":\"OWNER\"}",
        "{\"userId\":\"00000000-0000-7000-8000-000000000000\",\"role\":\"member\"}",
        "{\"userId\":\"00000000-0000-7000-8000-000000000000\",\"role\":1}"
      })
  void a_body_that_is_not_a_membership_is_refused(String body) {
    String path = "/v1/teams/" + acme.team("Travel") + "/members";

    acme.call().body(body).post(path).then().statusCode(400);

    acme.get(path).body("data", empty());
  }

  @Test
  void unknown_users_and_teams_have_no_memberships() {
    String team = acme.team("Travel");
    String ada = acme.user("ada@example.com");

    add(team, Tenant.nobody(), "MEMBER").statusCode(404).body("code", equalTo("user_not_found"));
    add(Tenant.nobody(), ada, "MEMBER").statusCode(404).body("code", equalTo("team_not_found"));
    acme.get("/v1/teams/" + Tenant.nobody() + "/members").statusCode(404);
    acme.get("/v1/teams/" + team + "/members/" + ada).statusCode(404);
    acme.get("/v1/teams/not-an-id/members").statusCode(404);
  }

  private ValidatableResponse add(String team, String user, String role) {
    return acme.post("/v1/teams/" + team + "/members", Map.of("userId", user, "role", role));
  }

  private List<String> ids(String path) {
    return acme.get(path).statusCode(200).extract().path("data.id");
  }
}
