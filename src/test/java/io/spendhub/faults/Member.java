package io.spendhub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.spendhub.testing.api.Spending;
import java.util.Map;

/** A user in a team. */
record Member(Spending spending, String path) {
  static Member of(Spending spending) {
    String members = "/v1/teams/" + spending.newTeam() + "/members";
    String user = spending.newUser();
    Response added = spending.post(members, Map.of("userId", user, "role", "MEMBER"));
    assertThat(added.statusCode()).as(added.asString()).isEqualTo(201);
    return new Member(spending, members + "/" + user);
  }

  Response become(String role) {
    return spending.change(path, Map.of("role", role));
  }
}
