package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Amounts;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to an authorization after it was made; the ledger proves itself after each test. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class OperationTest {
  private static final List<String> OPERATIONS = List.of("clearings", "reversals", "refunds");

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
  void a_clearing_takes_the_hold() {
    Authorization cleared = card.authorize(300).clear(300);

    assertThat(cleared.status()).isEqualTo("CLEARED");
    assertThat(cleared.amounts()).isEqualTo(new Amounts(300, 0, 300, 0, 0, 0));
    assertThat(wallet.balance()).isEqualTo(new Balance(700, 0, 700));
  }

  @Test
  void a_partial_clearing_leaves_the_rest_on_hold() {
    Authorization cleared = card.authorize(300).clear(100);

    assertThat(cleared.status()).isEqualTo("PARTIALLY_CLEARED");
    assertThat(cleared.amounts()).isEqualTo(new Amounts(300, 200, 100, 0, 0, 0));
    assertThat(wallet.balance()).isEqualTo(new Balance(900, 200, 700));
    assertThat(cleared.clear(200).status()).isEqualTo("CLEARED");
  }

  @Test
  void a_final_clearing_releases_the_rest() {
    Authorization cleared = card.authorize(300).clearFinally(100);

    assertThat(cleared.status()).isEqualTo("CLEARED");
    assertThat(cleared.amounts()).isEqualTo(new Amounts(300, 0, 100, 0, 200, 0));
    assertThat(wallet.balance()).isEqualTo(new Balance(900, 0, 900));
  }

  @Test
  void a_clearing_beyond_the_hold_takes_the_excess_from_what_is_available() {
    Authorization cleared = card.authorize(300).clear(450);

    assertThat(cleared.status()).isEqualTo("CLEARED");
    assertThat(cleared.amounts()).isEqualTo(new Amounts(300, 0, 450, 0, 0, 150));
    assertThat(wallet.balance()).isEqualTo(new Balance(550, 0, 550));
  }

  @Test
  void a_clearing_always_posts_even_below_zero() {
    card.authorize(1_000).clear(1_500);

    assertThat(wallet.balance()).isEqualTo(new Balance(-500, 0, -500));
    assertThat(card.authorize(1).declineCode()).isEqualTo("insufficient_funds");
    assertThat(events("wallet.overdrawn", wallet.id())).isEqualTo(1);
  }

  @Test
  void a_wallet_is_overdrawn_once_until_it_is_covered_again() {
    card.forcePost(1_001);
    card.forcePost(1);
    assertThat(events("wallet.overdrawn", wallet.id())).isEqualTo(1);

    wallet.topUp(2);
    card.forcePost(1);

    assertThat(events("wallet.overdrawn", wallet.id())).isEqualTo(2);
  }

  @Test
  void a_late_clearing_posts_and_keeps_the_status() {
    Authorization reversed = card.authorize(300).reverse(300);

    Authorization late = reversed.clear(120);

    assertThat(late.status()).isEqualTo("REVERSED");
    assertThat(late.answer().getBoolean("operation.late")).isTrue();
    assertThat(late.amounts()).isEqualTo(new Amounts(300, 0, 120, 0, 300, 120));
    Authorization after = card.authorize(10).clear(10);
    assertThat(after.answer().getBoolean("operation.late")).isFalse();
    assertThat(after.clear(5).answer().getBoolean("operation.late")).isTrue();
    assertThat(after.now().status()).isEqualTo("CLEARED");
    assertThat(wallet.balance()).isEqualTo(new Balance(865, 0, 865));
  }

  @Test
  void a_reversal_gives_back_what_is_held() {
    Authorization half = card.authorize(300).reverse(100);
    assertThat(half.status()).isEqualTo("PENDING");
    assertThat(half.amounts()).isEqualTo(new Amounts(300, 200, 0, 0, 100, 0));

    Authorization whole = half.reverse(200);
    assertThat(whole.status()).isEqualTo("REVERSED");
    assertThat(whole.amounts()).isEqualTo(new Amounts(300, 0, 0, 0, 300, 0));
    assertThat(wallet.balance()).isEqualTo(new Balance(1_000, 0, 1_000));
  }

  @Test
  void what_is_left_after_a_partial_clearing_can_be_reversed() {
    Authorization authorization = card.authorize(300).clear(100).reverse(200);

    assertThat(authorization.status()).isEqualTo("REVERSED");
    assertThat(authorization.amounts()).isEqualTo(new Amounts(300, 0, 100, 0, 200, 0));
  }

  @Test
  void a_reversal_over_the_hold_is_refused() {
    Authorization authorization = card.authorize(300).clear(100);

    refused(authorization.attempt("reversals", of(201)), 422, "amount_exceeds_hold");
    assertThat(authorization.now().amounts()).isEqualTo(authorization.amounts());
    authorization.reverse(200);
    refused(authorization.attempt("reversals", of(1)), 422, "amount_exceeds_hold");
  }

  @Test
  void a_refund_gives_back_what_was_cleared() {
    Authorization refunded = card.authorize(300).clear(400).refund(150);

    assertThat(refunded.status()).isEqualTo("CLEARED");
    assertThat(refunded.amounts()).isEqualTo(new Amounts(300, 0, 400, 150, 0, 100));
    assertThat(wallet.balance()).isEqualTo(new Balance(750, 0, 750));
    assertThat(refunded.refund(250).amounts().refunded()).isEqualTo(400);
  }

  @Test
  void a_refund_over_what_is_cleared_and_not_refunded_is_refused() {
    Authorization authorization = card.authorize(300);
    refused(authorization.attempt("refunds", of(1)), 422, "amount_exceeds_cleared");
    Authorization refunded = authorization.clear(200).refund(150);

    refused(refunded.attempt("refunds", of(51)), 422, "amount_exceeds_cleared");
    assertThat(refunded.now().amounts()).isEqualTo(refunded.amounts());
    refunded.refund(50);
    refused(refunded.attempt("refunds", of(1)), 422, "amount_exceeds_cleared");
  }

  @Test
  void nothing_can_be_done_to_a_declined_authorization() {
    Authorization declined = card.authorize(1_001);

    for (String operation : OPERATIONS) {
      refused(declined.attempt(operation, of(1)), 409, "authorization_declined");
    }
    assertThat(declined.now().answer().getList("operations")).isEmpty();
  }

  @Test
  void a_force_post_is_cleared_at_once_and_never_declined() {
    Card frozen = wallet.card(Limit.daily(1));
    frozen.freeze();

    Authorization posted = frozen.forcePost(1_200);

    assertThat(posted.decision()).isEqualTo("APPROVED");
    assertThat(posted.status()).isEqualTo("CLEARED");
    assertThat(posted.amounts()).isEqualTo(new Amounts(0, 0, 1_200, 0, 0, 1_200));
    assertThat(posted.answer().getLong("requestedAmount")).isEqualTo(1_200);
    assertThat(posted.answer().getMap("$")).doesNotContainKey("expiresAt");
    assertThat(posted.now().answer().getMap("$")).isEqualTo(posted.answer().getMap("$"));
    assertThat(wallet.balance()).isEqualTo(new Balance(-200, 0, -200));
    assertThat(posted.refund(1_200).amounts().refunded()).isEqualTo(1_200);
  }

  @Test
  void a_force_post_in_another_currency_is_refused() {
    Map<String, Object> dollars = Body.with(card.purchase(1), "currency", "USD");

    refused(acme.move("/v1/force-posts", dollars), 422, "currency_mismatch");
    refused(acme.move("/v1/refunds", dollars), 422, "currency_mismatch");
    assertThat(wallet.entries()).hasSize(1);
  }

  @Test
  void an_unlinked_refund_brings_money_in() {
    JsonPath refund = card.refund(70).jsonPath();

    assertThat(refund.getLong("amount")).isEqualTo(70);
    assertThat(refund.getString("currency")).isEqualTo("GBP");
    assertThat(refund.getString("cardId")).isEqualTo(card.id());
    assertThat(refund.getString("merchant.country")).isEqualTo("GB");
    assertThat(wallet.balance()).isEqualTo(new Balance(1_070, 0, 1_070));
    assertThat(acme.all("/v1/authorizations", 10)).isEmpty();
  }

  @Test
  void an_answer_tells_what_this_call_did_beside_what_was_done_before() {
    Map<String, Object> clearing =
        Map.of(
            "amount",
            100,
            "networkReference",
            "ref-2",
            "original",
            Map.of("amount", 9, "currency", "KWD"),
            "metadata",
            Map.of("file", "3"));
    Authorization authorization = card.authorize(300);
    String answer = authorization.attempt("clearings", clearing).asString();

    JsonPath operation = new JsonPath(answer).setRootPath("operation");
    Map<String, Object> whole = new JsonPath(answer).getMap("operation");
    assertThat(operation.getString("kind")).isEqualTo("CLEARING");
    assertThat(operation.getLong("amount")).isEqualTo(100);
    assertThat(operation.getString("decision")).isEqualTo("APPROVED");
    assertThat(operation.getString("networkReference")).isEqualTo("ref-2");
    assertThat(operation.getMap("original")).isEqualTo(Map.of("amount", 9, "currency", "KWD"));
    assertThat(operation.getMap("metadata")).isEqualTo(Map.of("file", "3"));
    assertThat(authorization.now().answer().getMap("$")).doesNotContainKey("operation");
    assertThat(authorization.now().answer().getList("operations")).isEqualTo(List.of(whole));
  }

  @Test
  void the_metadata_of_earlier_operations_is_shown_where_their_authorization_is_read() {
    Authorization authorization = card.authorize(300);
    authorization.attempt("clearings", Map.of("amount", 1, "metadata", Map.of("file", "3")));
    authorization.attempt("reversals", Map.of("amount", 2, "metadata", Map.of("file", "4")));
    JsonPath last = authorization.refund(1).answer();

    assertThat(last.getList("operations.amount")).containsExactly(1, 2, 1);
    assertThat(last.getString("operations")).doesNotContain("file");
    assertThat(acme.get("/v1/authorizations").jsonPath().getString("data.operations"))
        .contains("CLEARING")
        .doesNotContain("file");
    assertThat(authorization.now().answer().getList("operations.metadata"))
        .containsExactly(Map.of("file", "3"), Map.of("file", "4"), null);
  }

  @Test
  void an_answer_does_not_grow_with_the_metadata_of_earlier_operations() {
    Authorization authorization = card.authorize(300);
    Map<String, String> large = Map.of("a", "x".repeat(500), "b", "y".repeat(500));
    for (int i = 0; i < 20; i++) {
      authorization.attempt("reversals", Map.of("amount", 1, "metadata", large));
    }

    String answer =
        authorization.attempt("reversals", Map.of("amount", 1, "metadata", large)).asString();

    assertThat(answer.split("x{500}", -1)).as("its own, once").hasSize(2);
  }

  @Test
  void an_operation_answers_all_that_was_told_of_it() {
    Authorization held = card.authorize(100);
    Map<String, Object> told =
        Map.of(
            "networkReference",
            "ref-1",
            "original",
            Map.of("amount", 4_000, "currency", "JPY"),
            "metadata",
            Map.of("batch", "7"),
            "occurredAt",
            "2026-01-04T12:00:00Z");

    for (String operation : List.of("increments", "clearings", "reversals", "refunds")) {
      JsonPath answer = held.attempt(operation, Body.with(told, "amount", 1)).jsonPath();
      assertThat(answer.getMap("operation")).as(operation).containsAllEntriesOf(told);
      Map<String, Object> again = new HashMap<>(answer.getMap("operation"));
      again.remove("metadata");
      assertThat(answer.getList("operations").getLast()).isEqualTo(again);
    }
    assertThat(held.now().answer().getMap("$")).doesNotContainKeys("original", "occurredAt");
  }

  @Test
  void operations_are_shown_oldest_first() {
    Authorization authorization = card.authorize(300);
    authorization.clear(100);
    authorization.reverse(50);
    JsonPath last = authorization.refund(30).answer();

    assertThat(last.getList("operations.kind")).containsExactly("CLEARING", "REVERSAL", "REFUND");
    assertThat(last.getList("operations.amount")).containsExactly(100, 50, 30);
    assertThat(last.getString("operation.id")).isEqualTo(last.getString("operations[2].id"));
    assertThat(authorization.now().answer().getList("operations"))
        .isEqualTo(last.getList("operations"));
  }

  @Test
  void the_latest_hundred_operations_are_shown() {
    Authorization authorization = card.authorize(300);
    for (int i = 0; i < 101; i++) {
      authorization.reverse(1);
    }

    List<Integer> shown = authorization.clear(7).answer().getList("operations.amount");

    assertThat(shown).hasSize(100).last().isEqualTo(7);
    assertThat(authorization.now().answer().getList("operations.amount")).isEqualTo(shown);
    assertThat(authorization.now().amounts()).isEqualTo(new Amounts(300, 192, 7, 0, 101, 0));
  }

  @Test
  void only_a_clearing_can_be_final() {
    Authorization authorization = card.authorize(300);
    Map<String, Object> last = Map.of("amount", 1, "final", true);

    refusedField(authorization.attempt("reversals", last), "/final", "not_allowed");
    refusedField(authorization.attempt("refunds", last), "/final", "not_allowed");
  }

  @Test
  void nothing_is_done_to_an_unknown_authorization() {
    for (String operation : OPERATIONS) {
      String path = "/v1/authorizations/" + Tenant.nobody() + "/" + operation;
      refused(acme.move(path, of(1)), 404, "authorization_not_found");
    }
  }

  private static Map<String, Object> of(long amount) {
    return Map.of("amount", amount);
  }

  private static long events(String type, String subject) {
    return Stored.number(
        "select count(*) from platform.events where type = ? and subject = ?",
        type,
        UUID.fromString(subject));
  }
}
