package io.spendhub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What belongs to another organization answers exactly as what never existed. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class TenancyTest {
  private static final String ID = "{id}";
  private static final String MEMBER = "{member}";

  private Tenant acme;
  private Tenant rival;
  private String user;
  private String team;

  @BeforeEach
  void openTwoOrganizations() {
    acme = Tenant.open();
    rival = Tenant.open();
    user = acme.user("ada@example.com");
    team = acme.team("Travel");
    acme.post("/v1/teams/" + team + "/members", Map.of("userId", user, "role", "ADMIN"))
        .statusCode(201);
  }

  static Stream<String> paths() {
    return Stream.of(
        "/v1/users/" + ID,
        "/v1/teams/" + ID,
        "/v1/api-keys/" + ID,
        "/v1/teams/" + ID + "/members/" + MEMBER);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void a_foreign_id_answers_as_an_unknown_one(String path) {
    String foreign = path.replace(ID, idFor(path)).replace(MEMBER, user);
    String unknown = path.replace(ID, Tenant.nobody()).replace(MEMBER, Tenant.nobody());
    String before = acme.get(foreign).statusCode(200).extract().asString();
    Object change = path.contains(MEMBER) ? Map.of("role", "MEMBER") : Map.of("name", "Taken");

    assertSameProblem(rival.call().get(foreign), rival.call().get(unknown));
    assertSameProblem(rival.call().delete(foreign), rival.call().delete(unknown));
    assertSameProblem(
        rival.call().header("If-Match", "\"0\"").body(change).patch(foreign),
        rival.call().header("If-Match", "\"0\"").body(change).patch(unknown));
    assertThat(acme.get(foreign).extract().asString()).isEqualTo(before);
  }

  @Test
  void lists_show_nothing_foreign() {
    rival.get("/v1/users").statusCode(200).body("data", empty());
    rival.get("/v1/teams").statusCode(200).body("data", empty());
    rival.get("/v1/api-keys").body("data.id", equalTo(List.of(rival.keyId().toString())));
    rival.get("/v1/teams/" + team + "/members").statusCode(404);
  }

  @Test
  void a_foreign_user_or_team_takes_no_part_in_a_membership() {
    String rivalTeam = rival.team("Travel");
    String rivalUser = rival.user("ada@example.com");

    rival
        .post("/v1/teams/" + rivalTeam + "/members", Map.of("userId", user, "role", "MEMBER"))
        .statusCode(404)
        .body("code", equalTo("user_not_found"));
    rival
        .post("/v1/teams/" + team + "/members", Map.of("userId", rivalUser, "role", "MEMBER"))
        .statusCode(404)
        .body("code", equalTo("team_not_found"));
  }

  private String idFor(String path) {
    if (path.startsWith("/v1/users")) {
      return user;
    }
    return path.startsWith("/v1/teams") ? team : acme.keyId().toString();
  }

  private static void assertSameProblem(Response foreign, Response unknown) {
    assertThat(foreign.statusCode()).isEqualTo(404);
    assertThat(told(foreign)).isEqualTo(told(unknown));
  }

  /** All of a problem but what names the request itself. */
  private static Map<String, Object> told(Response problem) {
    Map<String, Object> fields = problem.path("$");
    fields.keySet().removeAll(List.of("instance", "requestId"));
    return fields;
  }
}
