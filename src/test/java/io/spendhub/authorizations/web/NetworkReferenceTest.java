package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Together;
import io.spendhub.testing.api.Wallet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network's own name for what it asks, which is asked for once. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class NetworkReferenceTest {
  private static final String REUSED = "network_reference_reused";

  private Spending acme;
  private Wallet wallet;
  private Card card;

  @BeforeEach
  void issueACard() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(1_000));
    card = wallet.card();
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/authorizations", "/v1/force-posts", "/v1/refunds"})
  void the_same_purchase_under_another_key_is_answered_as_the_first(String path) {
    Map<String, Object> purchase = named(card.purchase(100));
    Response first = acme.move(path, purchase);
    Balance after = wallet.balance();

    Response again = acme.move(path, purchase);

    assertThat(first.statusCode()).isEqualTo(201);
    assertReplayed(again, first);
    assertThat(wallet.balance()).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/authorizations", "/v1/force-posts", "/v1/refunds"})
  void another_purchase_under_the_same_reference_is_refused(String path) {
    acme.move(path, named(card.purchase(100)));
    Balance after = wallet.balance();

    refused(acme.move(path, named(card.purchase(101))), 409, REUSED);

    assertThat(wallet.balance()).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"increments", "clearings", "reversals", "refunds"})
  void the_same_operation_under_another_key_is_answered_as_the_first(String kind) {
    Authorization held = card.authorize(500).clear(200);
    Response first = held.attempt(kind, named(Map.of("amount", 100)));
    Balance after = wallet.balance();

    assertThat(first.statusCode()).isEqualTo(201);
    assertReplayed(held.attempt(kind, named(Map.of("amount", 100))), first);
    refused(held.attempt(kind, named(Map.of("amount", 99))), 409, REUSED);
    assertThat(wallet.balance()).isEqualTo(after);
  }

  @Test
  void a_reference_is_unique_for_each_kind_of_operation() {
    Authorization held = card.authorize(named(card.purchase(500)));

    for (String kind : List.of("increments", "clearings", "reversals", "refunds")) {
      assertThat(held.attempt(kind, named(Map.of("amount", 100))).statusCode())
          .as(kind)
          .isEqualTo(201);
    }
    assertThat(acme.move("/v1/force-posts", named(card.purchase(10))).statusCode()).isEqualTo(201);
    assertThat(acme.move("/v1/refunds", named(card.purchase(10))).statusCode()).isEqualTo(201);
  }

  @Test
  void a_reference_is_unique_for_each_card() {
    card.authorize(named(card.purchase(100)));
    Card other = wallet.card();

    assertThat(other.authorize(named(other.purchase(100))).approved()).isTrue();
    assertThat(wallet.balance().held()).isEqualTo(200);
  }

  @Test
  void the_operation_of_another_authorization_of_the_card_is_another_request() {
    Authorization first = card.authorize(100);
    Authorization second = card.authorize(100);
    first.attempt("clearings", named(Map.of("amount", 100))).then().statusCode(201);

    refused(second.attempt("clearings", named(Map.of("amount", 100))), 409, REUSED);

    assertThat(second.now().amounts().held()).isEqualTo(100);
  }

  @Test
  void a_decline_is_the_outcome_of_its_reference() {
    Map<String, Object> purchase = named(card.purchase(1_001));
    Response first = acme.move("/v1/authorizations", purchase);
    wallet.topUp(1);

    assertReplayed(acme.move("/v1/authorizations", purchase), first);
  }

  @Test
  void a_refused_operation_leaves_its_reference_free() {
    Authorization held = card.authorize(100);
    refused(held.attempt("reversals", named(Map.of("amount", 101))), 422, "amount_exceeds_hold");

    assertThat(held.attempt("reversals", named(Map.of("amount", 100))).statusCode()).isEqualTo(201);
  }

  @Test
  void a_key_and_a_reference_each_stand_for_their_own_request() {
    Map<String, Object> purchase = named(card.purchase(100));
    acme.move("/v1/authorizations", purchase, "key-1");
    acme.move("/v1/authorizations", purchase, "key-2");

    refused(
        acme.move("/v1/authorizations", card.purchase(7), "key-2"), 422, "idempotency_key_reused");
    refused(acme.move("/v1/authorizations", named(card.purchase(7)), "key-3"), 409, REUSED);
    assertThat(acme.move("/v1/authorizations", card.purchase(7), "key-3").statusCode())
        .isEqualTo(201);
  }

  @Test
  void a_purchase_in_a_batch_and_the_same_alone_are_one() {
    Map<String, Object> purchase = named(card.purchase(100));
    Response alone = acme.move("/v1/authorizations", purchase);

    Response batch = acme.move("/v1/authorizations/batch", Map.of("items", List.of(purchase)));

    assertThat(batch.<Integer>path("items[0].status")).as(batch.asString()).isEqualTo(201);
    assertThat(batch.<Map<String, Object>>path("items[0].authorization"))
        .isEqualTo(alone.jsonPath().getMap("$"));
    assertThat(wallet.balance().held()).isEqualTo(100);
  }

  @Test
  void a_purchase_that_many_ask_for_at_once_is_made_once() {
    Map<String, Object> purchase = named(card.purchase(100));

    List<Response> answers = Together.run(8, call -> acme.move("/v1/authorizations", purchase));

    Set<String> ids = new HashSet<>();
    for (Response answer : answers) {
      assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
      ids.add(answer.path("id"));
    }
    assertThat(ids).hasSize(1);
    assertThat(wallet.balance().held()).isEqualTo(100);
  }

  private static Map<String, Object> named(Map<String, ?> body) {
    return Body.with(body, "networkReference", "ref-1");
  }

  private static void assertReplayed(Response again, Response first) {
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(first.statusCode());
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
  }
}
