package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A MEMBER sees what is theirs, and what is a team's that they speak for; nothing else is there.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class OwnTest {
  private final String email = UUID.randomUUID() + "@example.com";
  private Spending acme;
  private String ada;
  private Wallet hers;
  private Wallet teams;
  private Card held;
  private Card ofTeam;
  private Card foreign;
  private Authorization purchase;
  private Authorization teamsPurchase;

  @BeforeEach
  void spend() {
    acme = Spending.inANewOrganization();
    ada = acme.tenant().user(email);
    hers = walletOf(ada);
    teams = acme.walletWith(gbp(100), Limit.daily(90));
    held = teams.card(Body.with(teams.issue(Limit.daily(50)), "holderId", ada));
    ofTeam = teams.card();
    foreign = acme.walletWith(gbp(100)).card();
    purchase = held.authorize(10);
    teamsPurchase = ofTeam.authorize(20);
    foreign.authorize(30);
  }

  private Wallet walletOf(String user) {
    Map<String, Object> owner = Map.of("type", "USER", "id", user);
    Response opened =
        acme.post("/v1/wallets", Map.of("owner", owner, "name", "Hers", "currency", "GBP"));
    return new Wallet(acme, opened.path("id"), "GBP");
  }

  private int status(String path) {
    return acme.tenant().as(email).get(path).statusCode();
  }

  private int freezing(Card card) {
    return acme.tenant().as(email).post(card.path() + "/freeze").statusCode();
  }

  /** All pages of a list as she sees it, one at a time. */
  private List<String> ids(String path) {
    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      Response page =
          acme.tenant()
              .as(email)
              .get(path + (path.contains("?") ? "&" : "?") + "limit=1" + next(cursor));
      assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
      ids.addAll(page.jsonPath().<String>getList("data.id"));
      cursor = page.path("nextCursor");
    } while (cursor != null);
    return ids;
  }

  private static String next(@Nullable String cursor) {
    return cursor == null ? "" : "&cursor=" + cursor;
  }

  private void becomeAdmin() {
    String team = acme.get(teams.path()).path("owner.id");
    acme.post("/v1/teams/" + team + "/members", Map.of("userId", ada, "role", "MEMBER"));
    assertThat(status(teams.path())).as("who is in a team does not speak for it").isEqualTo(404);
    acme.tenant()
        .patch("/v1/teams/" + team + "/members/" + ada, Map.of("role", "ADMIN"))
        .statusCode(200);
  }

  @Test
  void a_member_sees_what_is_theirs_and_nothing_else() {
    assertThat(ids("/v1/cards")).containsExactly(held.id());
    assertThat(ids("/v1/cards?status=ACTIVE")).containsExactly(held.id());
    assertThat(ids("/v1/cards?walletId=" + teams.id())).containsExactly(held.id());
    assertThat(ids("/v1/cards?holderId=" + ada + "&status=FROZEN")).isEmpty();
    assertThat(ids("/v1/wallets")).containsExactly(hers.id());
    assertThat(ids("/v1/authorizations")).containsExactly(purchase.id());
    assertThat(ids("/v1/authorizations?walletId=" + teams.id())).containsExactly(purchase.id());
    assertThat(ids("/v1/authorizations?cardId=" + ofTeam.id())).isEmpty();
    assertThat(ids("/v1/authorizations?decision=DECLINED")).isEmpty();

    for (String own :
        List.of(
            held.path(),
            held.path() + "/limits",
            "/v1/authorizations/" + purchase.id(),
            hers.path(),
            hers.path() + "/entries",
            hers.path() + "/balance",
            hers.path() + "/limits")) {
      assertThat(status(own)).as(own).isEqualTo(200);
    }
    for (String others :
        List.of(
            ofTeam.path(),
            ofTeam.path() + "/limits",
            "/v1/authorizations/" + teamsPurchase.id(),
            teams.path(),
            teams.path() + "/entries",
            teams.path() + "/balance",
            teams.path() + "/limits")) {
      assertThat(status(others)).as(others).isEqualTo(404);
    }
  }

  @Test
  void a_member_freezes_their_own_card_and_does_nothing_else_to_it() {
    assertThat(freezing(ofTeam)).isEqualTo(404);
    assertThat(freezing(held)).isEqualTo(200);

    assertThat(acme.get(held.path()).<String>path("status")).isEqualTo("FROZEN");
    for (String action : List.of("unfreeze", "activate", "close")) {
      assertThat(acme.tenant().as(email).post(held.path() + "/" + action).statusCode())
          .isEqualTo(403);
    }
    assertThat(acme.tenant().as(email).body("{}").patch(held.path()).statusCode()).isEqualTo(403);
  }

  @Test
  void who_speaks_for_a_team_sees_what_is_the_teams_until_they_do_no_longer() {
    becomeAdmin();

    assertThat(ids("/v1/cards")).containsExactly(ofTeam.id(), held.id());
    assertThat(ids("/v1/cards?holderId=" + ada)).containsExactly(held.id());
    assertThat(ids("/v1/wallets")).containsExactly(teams.id(), hers.id());
    assertThat(ids("/v1/authorizations")).containsExactly(teamsPurchase.id(), purchase.id());
    assertThat(ids("/v1/authorizations?status=PENDING"))
        .containsExactly(teamsPurchase.id(), purchase.id());
    assertThat(status(teams.path() + "/limits")).isEqualTo(200);
    assertThat(freezing(ofTeam)).isEqualTo(200);
    assertThat(freezing(foreign)).isEqualTo(404);
    assertThat(status(foreign.path())).isEqualTo(404);

    String team = acme.get(teams.path()).path("owner.id");
    acme.tenant().delete("/v1/teams/" + team + "/members/" + ada).statusCode(204);
    assertThat(status(teams.path())).isEqualTo(404);
    assertThat(ids("/v1/cards")).containsExactly(held.id());
  }
}
