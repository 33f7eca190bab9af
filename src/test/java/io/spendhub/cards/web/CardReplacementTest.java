package io.spendhub.cards.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Used;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Activation, and cards that are issued in place of others. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class CardReplacementTest {
  private Spending acme;
  private Wallet wallet;

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(1_000));
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  @Test
  void a_physical_card_declines_until_it_is_activated() {
    Card card = wallet.cardOf("PHYSICAL");
    acme.get(card.path()).then().body("status", equalTo("PENDING_ACTIVATION"));
    assertThat(card.authorize(1).declineCode()).isEqualTo("card_not_activated");
    refused(card.freeze(), 409, "card_not_activated");
    refused(card.unfreeze(), 409, "card_not_activated");

    card.activate().then().statusCode(200).body("status", equalTo("ACTIVE"));

    assertThat(card.authorize(1).approved()).isTrue();
    card.activate().then().statusCode(200).body("status", equalTo("ACTIVE"));
    card.freeze();
    refused(card.activate(), 409, "card_frozen");
    card.close();
    refused(card.activate(), 409, "card_closed");
  }

  @Test
  void a_card_that_was_never_activated_can_be_closed() {
    wallet.cardOf("PHYSICAL").close().then().statusCode(200).body("status", equalTo("CLOSED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"VIRTUAL", "SINGLE_USE", "MERCHANT_LOCKED"})
  void a_card_without_a_body_needs_no_activation(String type) {
    assertThat(wallet.cardOf(type).authorize(1).approved()).isTrue();
  }

  @Test
  void a_replacement_closes_the_old_card_and_takes_over_what_it_was() {
    Map<String, Object> issue = Body.with(wallet.issue(Limit.daily(100)), "memo", "Taxi");
    issue.put("metadata", Map.of("desk", "4"));
    issue.put("controls", Map.of("mcc", Map.of("deny", List.of("7995"))));
    Card old = wallet.card(issue);

    Response replaced =
        acme.post(old.path() + "/replace", Map.of("reason", "DAMAGED", "tokenRef", "tok_new"));

    assertThat(replaced.statusCode()).isEqualTo(201);
    assertThat(replaced.header("Location")).endsWith("/v1/cards/" + replaced.path("id"));
    JsonPath card = replaced.jsonPath();
    assertThat(card.getString("replacesCardId")).isEqualTo(old.id());
    assertThat(card.getString("status")).isEqualTo("ACTIVE");
    assertThat(card.getString("tokenRef")).isEqualTo("tok_new");
    JsonPath before = acme.get(old.path()).jsonPath();
    assertThat(before.getString("status")).isEqualTo("CLOSED");
    for (String kept : List.of("walletId", "holderId", "type", "memo", "limits", "controls")) {
      assertThat(card.<Object>get(kept)).as(kept).isNotNull().isEqualTo(before.get(kept));
    }
    assertThat(card.getMap("metadata")).isEqualTo(Map.of("desk", "4"));
  }

  @Test
  void both_cards_share_one_set_of_limits_and_counters() {
    Card old = wallet.card(Limit.daily(100));
    Authorization held = old.authorize(60);

    Card card = old.replace();

    assertThat(card.authorize(41).declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(card.authorize(40).approved()).isTrue();
    assertThat(old.used("DAILY")).isEqualTo(new Used(100, 2)).isEqualTo(card.used("DAILY"));
    held.reverse(60);
    assertThat(card.used("DAILY")).isEqualTo(new Used(40, 2));
    card.limit(Limit.daily(50), Limit.ofCount("LIFETIME", 2));
    assertThat(old.used("LIFETIME")).isEqualTo(new Used(40, 2));
    assertThat(card.authorize(1).declineCode()).isEqualTo("limit_count_exceeded");
    assertThat(card.replace().authorize(11).declineCode()).isEqualTo("limit_amount_exceeded");
  }

  @Test
  void the_holds_of_the_old_card_live_on() {
    Card old = wallet.card(Limit.daily(500));
    Authorization held = old.authorize(300);
    Authorization reversed = old.authorize(50).reverse(50);

    Card card = old.replace();

    assertThat(old.authorize(1).declineCode()).isEqualTo("card_closed");
    assertThat(held.increment(1).answer().getString("operation.declineCode"))
        .isEqualTo("card_closed");
    assertThat(held.clear(200).reverse(100).refund(20).status()).isEqualTo("REVERSED");
    assertThat(reversed.clear(30).answer().getBoolean("operation.late")).isTrue();
    assertThat(wallet.balance()).isEqualTo(new Balance(1_000 - 180 - 30, 0, 790));
    assertThat(card.used("DAILY")).isEqualTo(new Used(180 + 30, 2));
  }

  @Test
  void a_physical_replacement_must_be_activated_too() {
    Card old = wallet.cardOf("PHYSICAL");
    old.activate();

    Card card = old.replace();

    assertThat(card.authorize(1).declineCode()).isEqualTo("card_not_activated");
    card.activate();
    assertThat(card.authorize(1).approved()).isTrue();
  }

  @Test
  void a_card_is_replaced_once_and_for_a_reason() {
    Card old = wallet.card();
    refusedField(acme.post(old.path() + "/replace", Map.of()), "/reason", "required");
    assertThat(
            refused(acme.post(old.path() + "/replace", Map.of("reason", "BORED"))).getInt("status"))
        .isEqualTo(400);
    old.replace();

    refused(acme.post(old.path() + "/replace", Map.of("reason", "LOST")), 409, "card_closed");
    assertThat(acme.all("/v1/cards", 10)).hasSize(2);
  }

  @Test
  void a_replacement_is_repeated_under_its_key() {
    Card old = wallet.card();
    Map<String, String> lost = Map.of("reason", "LOST");
    Response first = acme.move(old.path() + "/replace", lost, "replace-once");
    Response again = acme.move(old.path() + "/replace", lost, "replace-once");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(acme.all("/v1/cards", 10)).hasSize(2);
  }

  @Test
  void an_inactive_holder_gets_no_replacement() {
    Card old = wallet.card();
    String holder = acme.get(old.path()).path("holderId");
    acme.tenant().patch("/v1/users/" + holder, Map.of("status", "INACTIVE")).statusCode(200);

    refused(acme.post(old.path() + "/replace", Map.of("reason", "LOST")), 409, "user_inactive");
    acme.get(old.path()).then().body("status", equalTo("ACTIVE"));
  }

  @Test
  void a_used_token_reference_keeps_the_old_card_open() {
    wallet.card(Body.with(wallet.issue(), "tokenRef", "tok_1"));
    Card old = wallet.card();

    Map<String, String> taken = Map.of("reason", "LOST", "tokenRef", "tok_1");
    refused(acme.post(old.path() + "/replace", taken), 409, "token_ref_taken");

    assertThat(old.authorize(1).approved()).isTrue();
  }
}
