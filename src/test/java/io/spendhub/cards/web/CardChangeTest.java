package io.spendhub.cards.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be changed of a card, and at which version. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CardChangeTest {
  private Spending acme;
  private Wallet wallet;
  private Card card;

  @BeforeEach
  void issueACard() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(100));
    card = wallet.card(Body.with(wallet.issue(Limit.daily(50)), "memo", "Taxi"));
  }

  @Test
  void what_is_not_named_stays() {
    Map<String, Object> before = acme.get(card.path()).jsonPath().getMap("$");

    Response changed = card.change(Map.of("metadata", Map.of("desk", "4")));

    assertThat(changed.statusCode()).isEqualTo(200);
    Map<String, Object> after = changed.jsonPath().getMap("$");
    assertThat(after.get("metadata")).isEqualTo(Map.of("desk", "4"));
    assertThat(acme.get(card.path()).jsonPath().getMap("$")).isEqualTo(after);
    assertThat(Body.without(after, "metadata")).isEqualTo(Body.without(before, "metadata"));
  }

  @Test
  void null_takes_away() {
    card.change(Map.of("controls", Map.of("country", Map.of("allow", List.of("GB")))));
    card.change(Map.of("metadata", Map.of("desk", "4")));
    String version = acme.get(card.path()).header("ETag");

    Response cleared =
        acme.tenant()
            .call()
            .header("If-Match", version)
            .body("{\"memo\":null,\"limits\":null,\"controls\":null,\"metadata\":null}")
            .patch(card.path());

    assertThat(cleared.statusCode()).as(cleared.asString()).isEqualTo(200);
    Map<String, Object> shown = acme.get(card.path()).jsonPath().getMap("$");
    assertThat(shown).doesNotContainKey("memo");
    assertThat(shown.get("limits")).isEqualTo(List.of());
    assertThat(shown.get("metadata")).isEqualTo(Map.of());
    Map<String, Object> france = Map.of("name", "Shop", "country", "FR");
    assertThat(card.authorize(card.purchaseAt(france, 99)).approved()).isTrue();
  }

  @Test
  void a_change_needs_the_version_that_the_caller_saw() {
    Map<String, Object> bus = Map.of("memo", "Bus");
    refused(acme.tenant().call().body(bus).patch(card.path()), 428, "version_required");
    String seen = acme.get(card.path()).header("ETag");
    card.change(Map.of("memo", "Train"));

    assertThat(refused(acme.change(card.path(), seen, bus)).getInt("status")).isEqualTo(412);
    acme.get(card.path()).then().body("memo", equalTo("Train"));
  }

  @Test
  void the_version_follows_limits_and_controls_and_neither_their_use_nor_a_first_use() {
    Card single = wallet.card(Body.with(wallet.issue(Limit.daily(50)), "type", "SINGLE_USE"));
    String issued = acme.get(single.path()).header("ETag");
    single.authorize(10);
    assertThat(acme.get(single.path()).header("ETag")).isNotBlank().isEqualTo(issued);

    single.limit(Limit.daily(60));
    String limited = acme.get(single.path()).header("ETag");
    single.change(Map.of("controls", Map.of("mcc", Map.of("deny", List.of("7995")))));

    assertThat(limited).isNotEqualTo(issued);
    assertThat(acme.get(single.path()).header("ETag")).isNotIn(issued, limited);
  }

  @Test
  void wallet_type_holder_and_status_never_change() {
    for (String field : List.of("walletId", "type", "holderId", "status", "number", "cvv")) {
      Response refused = card.change(Map.of(field, "x"));
      assertThat(refused(refused).getInt("status")).isEqualTo(400);
      assertThat(refused.<List<String>>path("errors.code")).containsExactly("unknown_field");
    }
  }

  @Test
  void limits_and_controls_bind_as_soon_as_they_are_changed() {
    assertThat(card.authorize(51).approved()).isFalse();
    card.limit(Limit.daily(60));
    assertThat(card.authorize(51).approved()).isTrue();
    card.change(Map.of("controls", Map.of("mcc", Map.of("deny", List.of("5411")))));
    assertThat(card.authorize(1).declineCode()).isEqualTo("mcc_blocked");
  }

  @Test
  void a_card_number_is_refused_in_every_text_of_a_change() {
    String number = "4111111111111111";
    for (Map<String, Object> change :
        List.of(
            Map.<String, Object>of("memo", number),
            Map.<String, Object>of("metadata", Map.of("a", number)))) {
      Response refused = card.change(change);
      assertThat(refused(refused).getInt("status")).isEqualTo(400);
      assertThat(refused.<List<String>>path("errors.code")).containsExactly("card_number");
    }
  }

  @Test
  void a_closed_card_stays_as_it_is() {
    card.close();

    refused(card.change(Map.of("memo", "Bus")), 409, "card_closed");
  }

  @Test
  void an_unknown_or_foreign_card_is_not_changed() {
    Spending rival = Spending.inANewOrganization();
    String version = acme.get(card.path()).header("ETag");

    refused(rival.change(card.path(), version, Map.of("memo", "Mine")), 404, "card_not_found");
    String unknown = "/v1/cards/" + Tenant.nobody();
    refused(acme.change(unknown, version, Map.of("memo", "Mine")), 404, "card_not_found");
    refused(rival.get(card.path() + "/limits"), 404, "card_not_found");
    refused(rival.act(card.path() + "/activate"), 404, "card_not_found");
    refused(rival.post(card.path() + "/replace", Map.of("reason", "LOST")), 404, "card_not_found");
    acme.get(card.path()).then().body("memo", equalTo("Taxi"));
  }

  @Test
  void reading_and_writing_cards_need_their_scopes() {
    Spending reader = acme.withScopes("cards:read");
    assertThat(reader.get(card.path() + "/limits").statusCode()).isEqualTo(200);
    refused(reader.act(card.path() + "/activate"), 403, "forbidden");
    refused(reader.change(card.path(), Map.of("memo", "Bus")), 403, "forbidden");
    refused(reader.post(card.path() + "/replace", Map.of("reason", "LOST")), 403, "forbidden");
    Spending writer = acme.withScopes("cards:write");
    refused(writer.get(card.path() + "/limits"), 403, "forbidden");
    assertThat(writer.act(card.path() + "/freeze").statusCode()).isEqualTo(200);
  }
}
