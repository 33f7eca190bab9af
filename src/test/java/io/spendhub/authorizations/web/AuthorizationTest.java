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
import io.spendhub.testing.api.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class AuthorizationTest {
  private Spending acme;
  private Wallet wallet;
  private Card card;

  @BeforeEach
  void issueACard() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(100_00));
    card = wallet.card();
  }

  @Test
  void an_approval_puts_the_amount_on_hold() {
    Authorization approved = card.authorize(30_00);

    assertThat(approved.decision()).isEqualTo("APPROVED");
    assertThat(approved.status()).isEqualTo("PENDING");
    assertThat(approved.amounts()).isEqualTo(Amounts.held(30_00));
    assertThat(wallet.balance()).isEqualTo(new Balance(100_00, 30_00, 70_00));
  }

  @Test
  void an_approval_answers_all_that_was_asked() {
    Map<String, Object> purchase = Body.with(card.purchase(30_00), "metadata", Map.of("a", "b"));
    purchase.put("networkReference", "ref-1");
    purchase.put("original", Map.of("amount", 4_000, "currency", "JPY"));

    JsonPath answer = card.authorize(purchase).answer();

    assertThat(answer.getString("cardId")).isEqualTo(card.id());
    assertThat(answer.getString("walletId")).isEqualTo(wallet.id());
    assertThat(answer.getLong("requestedAmount")).isEqualTo(30_00);
    assertThat(answer.getString("currency")).isEqualTo("GBP");
    assertThat(answer.getMap("merchant"))
        .isEqualTo(Map.of("name", "Corner Shop", "mcc", "5411", "country", "GB", "id", "shop-1"));
    assertThat(answer.getMap("original")).isEqualTo(Map.of("amount", 4_000, "currency", "JPY"));
    assertThat(answer.getString("networkReference")).isEqualTo("ref-1");
    assertThat(answer.getMap("metadata")).isEqualTo(Map.of("a", "b"));
    assertThat(answer.getList("operations")).isEmpty();
    assertThat(answer.getMap("$")).doesNotContainKeys("declineCode", "declineDetail", "operation");
  }

  @Test
  void a_hold_expires_seven_days_after_it_was_made() {
    JsonPath answer = card.authorize(1).answer();

    Instant created = Instant.parse(answer.getString("createdAt"));
    assertThat(Instant.parse(answer.getString("expiresAt")))
        .isEqualTo(created.plus(Duration.ofDays(7)));
  }

  @Test
  void a_decline_is_an_answer_that_moves_nothing() {
    Authorization declined = card.authorize(100_01);

    assertThat(declined.declineCode()).isEqualTo("insufficient_funds");
    assertThat(declined.status()).isEqualTo("DECLINED");
    assertThat(declined.amounts()).isEqualTo(Amounts.none());
    assertThat(declined.answer().getLong("declineDetail.availableAmount")).isEqualTo(100_00);
    assertThat(declined.answer().getMap("$")).doesNotContainKey("expiresAt");
    assertThat(wallet.balance()).isEqualTo(new Balance(100_00, 0, 100_00));
    assertThat(wallet.entries()).hasSize(1);
  }

  @Test
  void approvals_and_declines_read_as_they_were_answered() {
    for (Authorization made : List.of(card.authorize(1), card.authorize(100_01))) {
      assertThat(made.now().answer().getMap("$")).isEqualTo(made.answer().getMap("$"));
    }
  }

  @Test
  void all_that_is_available_can_be_spent_and_no_more() {
    card.authorize(40_00);

    assertThat(card.authorize(60_01).declineCode()).isEqualTo("insufficient_funds");
    assertThat(card.authorize(60_00).approved()).isTrue();
    assertThat(card.authorize(1).declineCode()).isEqualTo("insufficient_funds");
    assertThat(wallet.balance().available()).isZero();
  }

  @Test
  void a_purchase_in_another_currency_is_declined() {
    Map<String, Object> dollars = Body.with(card.purchase(1), "currency", "USD");

    assertThat(card.authorize(dollars).declineCode()).isEqualTo("currency_mismatch");
  }

  @Test
  void a_purchase_on_a_frozen_wallet_is_declined_until_it_is_unfrozen() {
    wallet.freeze();
    assertThat(card.authorize(1).declineCode()).isEqualTo("wallet_frozen");

    wallet.unfreeze();
    assertThat(card.authorize(1).approved()).isTrue();
  }

  @Test
  void a_purchase_on_a_closed_wallet_is_declined() {
    Wallet empty = acme.wallet("GBP");
    Card late = empty.card();
    empty.close().then().statusCode(200);

    assertThat(late.authorize(1).declineCode()).isEqualTo("wallet_closed");
  }

  @Test
  void an_inactive_holder_is_declined_until_active_again() {
    String holder = acme.get(card.path()).path("holderId");

    acme.tenant().patch("/v1/users/" + holder, Map.of("status", "INACTIVE")).statusCode(200);
    assertThat(card.authorize(1).declineCode()).isEqualTo("holder_inactive");
    acme.tenant().patch("/v1/users/" + holder, Map.of("status", "ACTIVE")).statusCode(200);
    assertThat(card.authorize(1).approved()).isTrue();
  }

  @Test
  void the_first_code_in_order_of_precedence_is_the_answer() {
    Card limited = wallet.card(Limit.daily(10), Limit.ofCount("LIFETIME", 0));
    Map<String, Object> purchase = limited.purchase(100_01);

    assertThat(limited.authorize(purchase).declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(limited.authorize(1).declineCode()).isEqualTo("limit_count_exceeded");
    Map<String, Object> dollars = Body.with(purchase, "currency", "USD");
    assertThat(limited.authorize(dollars).declineCode()).isEqualTo("currency_mismatch");
    limited.freeze();
    assertThat(limited.authorize(dollars).declineCode()).isEqualTo("card_frozen");
    limited.close();
    assertThat(limited.authorize(dollars).declineCode()).isEqualTo("card_closed");
    String holder = acme.get(limited.path()).path("holderId");
    acme.tenant().patch("/v1/users/" + holder, Map.of("status", "INACTIVE")).statusCode(200);
    assertThat(limited.authorize(dollars).declineCode()).isEqualTo("holder_inactive");
    wallet.freeze();
    assertThat(limited.authorize(dollars).declineCode()).isEqualTo("wallet_frozen");
  }

  @Test
  void a_partial_approval_is_as_much_as_is_available() {
    card.authorize(70_00);

    Authorization partial = card.authorize(partially(50_00));

    assertThat(partial.amounts()).isEqualTo(Amounts.held(30_00));
    assertThat(partial.answer().getLong("requestedAmount")).isEqualTo(50_00);
    assertThat(wallet.balance().available()).isZero();
    assertThat(card.authorize(partially(1)).declineCode()).isEqualTo("insufficient_funds");
  }

  @Test
  void a_partial_approval_is_within_what_remains_of_every_limit() {
    Wallet limited = acme.walletWith(gbp(100_00), Limit.monthly(60_00));
    Card first = limited.card(Limit.daily(40_00), Limit.of("PER_AUTHORIZATION", 25_00));
    Card second = limited.card();

    assertThat(partial(first, 90_00).amounts()).isEqualTo(Amounts.held(25_00));
    assertThat(partial(first, 90_00).amounts()).isEqualTo(Amounts.held(15_00));
    assertThat(partial(first, 90_00).declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(partial(second, 90_00).amounts()).isEqualTo(Amounts.held(20_00));
    assertThat(partial(second, 90_00).declineCode()).isEqualTo("limit_amount_exceeded");
    acme.proveLedger();
  }

  @Test
  void a_purchase_that_fits_is_approved_in_full_although_less_would_do() {
    assertThat(card.authorize(partially(5)).amounts()).isEqualTo(Amounts.held(5));
  }

  @Test
  void nothing_is_decided_on_an_unknown_card() {
    Card foreign = Spending.inANewOrganization().walletWith(gbp(1)).card();

    for (String id : List.of(Tenant.nobody(), foreign.id())) {
      Map<String, Object> purchase = Body.with(card.purchase(1), "cardId", id);
      for (String path : List.of("/v1/authorizations", "/v1/force-posts", "/v1/refunds")) {
        refused(acme.move(path, purchase), 404, "card_not_found");
      }
    }
    refused(acme.get("/v1/authorizations/" + Tenant.nobody()), 404, "authorization_not_found");
  }

  @Test
  void a_merchant_needs_a_name_only() {
    Map<String, Object> merchant = Map.of("name", "Shop");

    assertThat(
            card.authorize(Body.with(card.purchase(1), "merchant", merchant))
                .answer()
                .getMap("merchant"))
        .isEqualTo(merchant);
    refusedField(
        acme.move("/v1/authorizations", Body.with(card.purchase(1), "merchant", Map.of())),
        "/merchant/name",
        "required");
  }

  private static Authorization partial(Card card, long amount) {
    return card.authorize(Body.with(card.purchase(amount), "partialApprovalAllowed", true));
  }

  private Map<String, Object> partially(long amount) {
    return Body.with(card.purchase(amount), "partialApprovalAllowed", true);
  }
}
