package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Amounts;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Feed;
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

/** An authorization of 0 asks whether an account would do, and buys nothing. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class AccountVerificationTest {
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
  void an_account_that_would_do_is_verified_and_nothing_is_held() {
    Authorization verified = card.authorize(0);

    assertThat(verified.approved()).isTrue();
    assertThat(verified.status()).isEqualTo("VERIFIED");
    assertThat(verified.amounts()).isEqualTo(Amounts.none());
    assertThat(verified.answer().getLong("requestedAmount")).isZero();
    assertThat(verified.answer().getMap("$")).doesNotContainKeys("expiresAt", "declineCode");
    assertThat(verified.now().answer().getMap("$")).isEqualTo(verified.answer().getMap("$"));
    assertThat(wallet.balance()).isEqualTo(new Balance(1_000, 0, 1_000));
    assertThat(wallet.entries()).hasSize(1);
  }

  @Test
  void neither_funds_nor_limits_of_amount_decide() {
    Wallet empty = acme.wallet("GBP", Limit.daily(0));
    Card spent = empty.card(Limit.of("PER_AUTHORIZATION", 0));
    spent.forcePost(5);

    assertThat(spent.authorize(0).status()).isEqualTo("VERIFIED");
    assertThat(spent.authorize(1).approved()).isFalse();
  }

  @Test
  void every_other_rule_decides_and_a_decline_is_an_answer() {
    Card elsewhere = wallet.controlled(Map.of("country", Map.of("allow", List.of("FR"))));
    assertThat(elsewhere.authorize(0).declineCode()).isEqualTo("country_blocked");
    assertThat(elsewhere.authorize(0).status()).isEqualTo("DECLINED");

    card.freeze();
    assertThat(card.authorize(0).declineCode()).isEqualTo("card_frozen");
  }

  @Test
  void it_counts_one_and_no_amount() {
    Card counted = wallet.card(Limit.ofCount("DAILY", 2), Limit.monthly(100));
    counted.authorize(0);
    counted.authorize(0);

    assertThat(counted.used("DAILY")).isEqualTo(new Used(0, 2));
    assertThat(counted.used("MONTHLY")).isEqualTo(new Used(0, 2));
    assertThat(counted.authorize(0).declineCode()).isEqualTo("limit_count_exceeded");
  }

  @Test
  void a_new_limit_counts_those_that_there_were() {
    card.authorize(0);
    card.authorize(7);

    card.limit(Limit.ofCount("LIFETIME", 5));

    assertThat(card.used("LIFETIME")).isEqualTo(new Used(7, 2));
  }

  @Test
  void it_consumes_no_single_use_and_locks_to_no_merchant() {
    Card single = wallet.cardOf("SINGLE_USE");
    single.authorize(0);
    assertThat(single.authorize(5).approved()).isTrue();
    assertThat(single.authorize(0).declineCode()).isEqualTo("single_use_consumed");

    Card locked = wallet.cardOf("MERCHANT_LOCKED");
    locked.authorize(locked.purchaseAt(Map.of("name", "Pay", "id", "pay"), 0));
    assertThat(locked.authorize(5).approved()).isTrue();
    assertThat(
            locked
                .authorize(locked.purchaseAt(Map.of("name", "Pay", "id", "pay"), 0))
                .declineCode())
        .isEqualTo("merchant_blocked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"increments", "clearings", "reversals", "refunds"})
  void nothing_can_be_done_to_it(String operation) {
    Authorization verified = card.authorize(0);

    refused(verified.attempt(operation, Map.of("amount", 1)), 409, "authorization_verified");

    assertThat(verified.now().status()).isEqualTo("VERIFIED");
    assertThat(wallet.balance()).isEqualTo(new Balance(1_000, 0, 1_000));
  }

  @Test
  void only_an_authorization_is_for_nothing() {
    Authorization held = card.authorize(10);

    for (String path : List.of("/v1/force-posts", "/v1/refunds")) {
      refusedField(acme.move(path, card.purchase(0)), "/amount", "out_of_range");
    }
    for (String operation : List.of("increments", "clearings", "reversals", "refunds")) {
      refusedField(held.attempt(operation, Map.of("amount", 0)), "/amount", "out_of_range");
    }
  }

  @Test
  void it_takes_no_voucher_alone_in_a_preview_or_in_a_batch() {
    Map<String, Object> withVoucher = Body.with(card.purchase(0), "voucherCode", "ANY");

    refusedField(acme.move("/v1/authorizations", withVoucher), "/voucherCode", "not_allowed");
    refusedField(
        acme.post("/v1/authorizations/preview", withVoucher), "/voucherCode", "not_allowed");
    refusedField(
        acme.move("/v1/authorizations/batch", Map.of("items", List.of(withVoucher))),
        "/items/0/voucherCode",
        "not_allowed");
  }

  /** Less than a penny abroad may be nothing here; something here is never nothing there. */
  @Test
  void what_it_was_at_the_merchant_may_be_nothing_too() {
    for (long there : new long[] {0, 3}) {
      Map<String, Object> purchase =
          Body.with(card.purchase(0), "original", Map.of("amount", there, "currency", "IDR"));
      JsonPath answer = card.authorize(purchase).answer();
      assertThat(answer.getLong("original.amount")).isEqualTo(there);
    }
    Map<String, Object> nothing = Map.of("amount", 0, "currency", "IDR");
    for (String path : List.of("/v1/authorizations", "/v1/force-posts", "/v1/refunds")) {
      refusedField(
          acme.move(path, Body.with(card.purchase(1), "original", nothing)),
          "/original/amount",
          "out_of_range");
    }
  }

  @Test
  void a_preview_says_what_it_would_be_answered() {
    JsonPath preview = card.preview(card.purchase(0));

    assertThat(preview.getString("status")).isEqualTo("VERIFIED");
    assertThat(preview.getMap("$")).doesNotContainKey("expiresAt");
    assertThat(preview.getList("reasons")).isEmpty();
    card.freeze();
    assertThat(card.preview(card.purchase(0)).getList("reasons.code"))
        .isEqualTo(List.of("card_frozen"));
  }

  @Test
  void a_batch_verifies_between_purchases() {
    Card counted = wallet.card(Limit.ofCount("DAILY", 2));

    Response batch =
        acme.move(
            "/v1/authorizations/batch",
            Map.of(
                "items", List.of(counted.purchase(0), counted.purchase(9), counted.purchase(0))));

    assertThat(batch.<List<String>>path("items.authorization.status"))
        .containsExactly("VERIFIED", "PENDING", "DECLINED");
  }

  @Test
  void a_repeated_message_is_one_verification() {
    Card counted = wallet.card(Limit.ofCount("DAILY", 2));
    Map<String, Object> named = Body.with(counted.purchase(0), "networkReference", "ref-1");

    Authorization first = counted.authorize(named);
    Authorization again = counted.authorize(named);

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(counted.used("DAILY")).isEqualTo(new Used(0, 1));
    refused(
        acme.move("/v1/authorizations", Body.with(named, "amount", 1)),
        409,
        "network_reference_reused");
  }

  @Test
  void lists_find_it_by_its_status() {
    String id = card.authorize(0).id();
    card.authorize(1);

    List<Map<String, Object>> found = acme.all("/v1/authorizations?status=VERIFIED", 10);

    assertThat(found).extracting(each -> each.get("id")).containsExactly(id);
  }

  @Test
  void the_feed_tells_of_it_and_of_a_count_that_it_used_up() {
    Card counted = wallet.card(Limit.ofCount("DAILY", 1), Limit.of("LIFETIME", 0));
    int before = new Feed(acme).readAsMany(4).events().size();

    counted.authorize(0);

    List<String> types = new Feed(acme).readAsMany(before + 2).types();
    assertThat(types.subList(before, before + 2))
        .containsExactly("authorization.verified", "limit.threshold_reached");
  }
}
