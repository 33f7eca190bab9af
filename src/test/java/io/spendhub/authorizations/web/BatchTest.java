package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Cash.jpy;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many purchases in one call. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class BatchTest {
  private static final String BATCH = "/v1/authorizations/batch";

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

  @Test
  void items_are_answered_in_their_order_each_as_if_alone() {
    JsonPath answer = decided(card.purchase(1), card.purchase(2), card.purchase(3));

    assertThat(answer.getList("items.status")).isEqualTo(List.of(201, 201, 201));
    assertThat(answer.getList("items.authorization.requestedAmount")).isEqualTo(List.of(1, 2, 3));
    List<Map<String, Object>> made = answer.getList("items.authorization");
    for (Map<String, Object> each : made) {
      Response read = acme.get("/v1/authorizations/" + each.get("id"));
      assertThat(read.jsonPath().getMap("$")).isEqualTo(each);
    }
    assertThat(answer.getMap("items[0]")).doesNotContainKey("problem");
  }

  @Test
  void items_on_one_wallet_are_decided_one_after_another() {
    Card limited = wallet.card(Limit.daily(300));

    JsonPath answer =
        decided(
            limited.purchase(300),
            limited.purchase(1),
            card.purchase(701),
            card.purchase(700),
            card.purchase(1));

    assertThat(answer.getList("items.authorization.decision"))
        .isEqualTo(List.of("APPROVED", "DECLINED", "DECLINED", "APPROVED", "DECLINED"));
    assertThat(answer.getString("items[1].authorization.declineCode"))
        .isEqualTo("limit_amount_exceeded");
    assertThat(wallet.balance()).isEqualTo(new Balance(1_000, 1_000, 0));
  }

  @Test
  void cards_of_several_wallets_and_currencies_share_a_batch() {
    Wallet yen = acme.walletWith(jpy(500));
    Card tokyo = yen.card();
    Wallet third = acme.walletWith(gbp(10));

    JsonPath answer =
        decided(
            tokyo.purchase(400), third.card().purchase(11), card.purchase(5), tokyo.purchase(101));

    assertThat(answer.getList("items.authorization.decision"))
        .isEqualTo(List.of("APPROVED", "DECLINED", "APPROVED", "DECLINED"));
    assertThat(yen.balance().held()).isEqualTo(400);
    assertThat(wallet.balance().held()).isEqualTo(5);
    assertThat(third.balance().held()).isZero();
  }

  @Test
  void an_item_that_is_refused_has_a_problem_and_leaves_the_others_alone() {
    Map<String, Object> unknown = Body.with(card.purchase(1), "cardId", Tenant.nobody());

    JsonPath answer = decided(unknown, card.purchase(10), card.purchase(20));

    assertThat(answer.getList("items.status")).isEqualTo(List.of(404, 201, 201));
    JsonPath problem = new JsonPath(answer.prettify()).setRootPath("items[0].problem");
    assertThat(problem.getString("code")).isEqualTo("card_not_found");
    assertThat(problem.getInt("status")).isEqualTo(404);
    assertThat(problem.getString("requestId")).isNotBlank();
    assertThat(problem.getString("type")).isNotBlank();
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(new JsonPath(answer.prettify()).getMap("items[0]"))
        .doesNotContainKey("authorization");
    assertThat(wallet.balance().held()).isEqualTo(30);
  }

  @Test
  void a_reference_that_two_items_share_is_one_purchase() {
    Map<String, Object> named = Body.with(card.purchase(10), "networkReference", "ref");
    Map<String, Object> other = Body.with(card.purchase(11), "networkReference", "ref");

    JsonPath answer = decided(named, named, other);

    assertThat(answer.getList("items.status")).isEqualTo(List.of(201, 201, 409));
    assertThat(answer.getString("items[1].authorization.id"))
        .isEqualTo(answer.getString("items[0].authorization.id"));
    assertThat(answer.getString("items[2].problem.code")).isEqualTo("network_reference_reused");
    assertThat(wallet.balance().held()).isEqualTo(10);
  }

  @Test
  void a_repeated_batch_is_answered_as_the_first_and_has_no_effect() {
    Map<String, Object> body = items(card.purchase(10), card.purchase(2_000), card.purchase(20));
    Response first = acme.move(BATCH, body, "batch-1");
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    Response again = acme.move(BATCH, body, "batch-1");

    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }

  /** What a crash in the middle leaves: the first items are stored, the others are not. */
  @Test
  void a_repeat_runs_only_what_is_missing() {
    Map<String, Object> first = card.purchase(10);
    Map<String, Object> second = card.purchase(20);
    String id = acme.move(BATCH, items(first), "batch-1").path("items[0].authorization.id");

    Response whole = acme.move(BATCH, items(first, second), "batch-1");

    assertThat(whole.<String>path("items[0].authorization.id")).isEqualTo(id);
    assertThat(whole.<Integer>path("items[1].status")).isEqualTo(201);
    assertThat(whole.header("Idempotency-Replayed")).isNull();
    assertThat(wallet.balance().held()).isEqualTo(30);
  }

  @Test
  void an_item_that_was_refused_is_tried_again_and_the_others_are_not() {
    Map<String, Object> later = Body.with(card.purchase(5), "networkReference", "later");
    Map<String, Object> clash = Body.with(card.purchase(6), "networkReference", "later");
    card.authorize(later);
    Map<String, Object> body = items(card.purchase(10), clash);
    assertThat(acme.move(BATCH, body, "batch-1").<List<Integer>>path("items.status"))
        .containsExactly(201, 409);

    assertThat(acme.move(BATCH, body, "batch-1").<List<Integer>>path("items.status"))
        .containsExactly(201, 409);

    assertThat(wallet.balance().held()).isEqualTo(15);
  }

  @Test
  void another_item_under_the_same_key_is_refused_at_its_place() {
    acme.move(BATCH, items(card.purchase(10), card.purchase(20)), "batch-1");

    Response other = acme.move(BATCH, items(card.purchase(10), card.purchase(21)), "batch-1");

    assertThat(other.asString()).contains("idempotency_key_reused");
    assertThat(wallet.balance().held()).isEqualTo(30);
  }

  @Test
  void a_batch_holds_one_to_a_thousand_items() {
    Map<String, Object> purchase = card.purchase(1);
    Response thousand = acme.move(BATCH, Map.of("items", Collections.nCopies(1_000, purchase)));
    assertThat(thousand.statusCode()).isEqualTo(200);
    assertThat(thousand.<List<String>>path("items.authorization.decision"))
        .hasSize(1_000)
        .containsOnly("APPROVED");
    assertThat(wallet.balance()).isEqualTo(new Balance(1_000, 1_000, 0));

    for (List<Object> wrong :
        List.of(List.<Object>of(), Collections.<Object>nCopies(1_001, purchase))) {
      Response refused = acme.move(BATCH, Map.of("items", wrong));
      assertThat(refused(refused).getInt("status")).isEqualTo(400);
      assertThat(refused.<List<String>>path("errors.pointer")).containsExactly("/items");
    }
  }

  @Test
  void an_item_that_cannot_be_read_refuses_the_whole_batch_and_is_named() {
    List<Map<String, Object>> broken = new ArrayList<>();
    broken.add(card.purchase(1));
    broken.add(Body.without(card.purchase(1), "merchant"));

    Response refused = acme.move(BATCH, Map.of("items", broken));

    assertThat(refused(refused).getInt("status")).isEqualTo(400);
    assertThat(refused.<List<String>>path("errors.pointer")).containsExactly("/items/1/merchant");
    assertThat(wallet.balance().held()).isZero();
  }

  /**
   * What is wrong with a purchase alone is wrong with it in a batch, and found by the same code.
   */
  @ParameterizedTest
  @MethodSource("wrong")
  void an_invalid_item_refuses_the_whole_batch_as_it_would_be_refused_alone(
      String pointer, UnaryOperator<Map<String, Object>> spoiled) {
    Map<String, Object> invalid = spoiled.apply(card.purchase(10));
    Map<String, String> before = Stored.everythingOf(acme.organizationId());

    Response alone = acme.move("/v1/authorizations", invalid);
    Response among = acme.move(BATCH, items(card.purchase(1), invalid, card.purchase(2)));

    assertThat(refused(alone, 400, "validation_failed").getList("errors.pointer"))
        .isEqualTo(List.of(pointer));
    JsonPath problem = refused(among, 400, "validation_failed");
    assertThat(problem.getList("errors.pointer")).isEqualTo(List.of("/items/1" + pointer));
    assertThat(problem.getList("errors.code")).isEqualTo(alone.path("errors.code"));
    assertThat(Stored.everythingOf(acme.organizationId())).isEqualTo(before);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        spoiled(
            "/merchant/country", "merchant", Map.of("name", "Shop", "country", "x".repeat(101))),
        spoiled("/merchant/mcc", "merchant", Map.of("name", "Shop", "mcc", "grocer")),
        spoiled("/merchant/name", "merchant", Map.of("country", "GB")),
        spoiled("/occurredAt", "occurredAt", "9998-01-01T00:00:00Z"),
        spoiled("/occurredAt", "occurredAt", "1969-12-31T23:59:59Z"),
        spoiled("/currency", "currency", "XAU"),
        spoiled("/amount", "amount", -1),
        spoiled("/original/currency", "original", Map.of("amount", 1, "currency", "GBX")),
        spoiled("/original/amount", "original", Map.of("amount", 0, "currency", "USD")),
        spoiled("/networkReference", "networkReference", "4111111111111111"),
        spoiled("/voucherCode", "voucherCode", ""),
        Arguments.of(
            "/voucherCode",
            (UnaryOperator<Map<String, Object>>)
                purchase -> Body.with(Body.with(purchase, "amount", 0), "voucherCode", "ANY")));
  }

  private static Arguments spoiled(String pointer, String field, Object value) {
    return Arguments.of(
        pointer,
        (UnaryOperator<Map<String, Object>>) purchase -> Body.with(purchase, field, value));
  }

  @Test
  void a_batch_needs_a_key_and_the_right_to_write() {
    refused(acme.post(BATCH, items(card.purchase(1))), 400, "idempotency_key_required");
    refused(
        acme.withScopes("authorizations:read").move(BATCH, items(card.purchase(1))),
        403,
        "forbidden");
    Spending clerk = acme.withScopes("authorizations:write");
    Map<String, Object> earlier = Body.with(card.purchase(1), "occurredAt", "2026-01-04T12:00:00Z");
    refused(clerk.move(BATCH, items(card.purchase(1), earlier)), 403, "forbidden");
    assertThat(wallet.balance().held()).isZero();
  }

  @SafeVarargs
  private JsonPath decided(Map<String, Object>... purchases) {
    Response answer = acme.move(BATCH, items(purchases));
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static Map<String, Object> items(Map<String, Object>... purchases) {
    return Map.of("items", List.of(purchases));
  }
}
