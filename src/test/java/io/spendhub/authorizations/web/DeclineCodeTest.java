package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spendhub.authorizations.DeclineCode;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every reason to decline can be met from outside, one after the other, in their order. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class DeclineCodeTest {
  private static final Map<String, Object> SHOP =
      Map.of("name", "Shop", "mcc", "5411", "country", "FR", "id", "shop");

  /** In their order of precedence. */
  private static final List<String> OBJECTING =
      List.of(
          "wallet_frozen",
          "holder_inactive",
          "card_frozen",
          "card_expired",
          "currency_mismatch",
          "merchant_blocked",
          "mcc_blocked",
          "country_blocked",
          "outside_schedule",
          "single_use_consumed",
          "voucher_refused",
          "limit_amount_exceeded",
          "limit_count_exceeded",
          "insufficient_funds");

  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  /** A card to which every rule objects, but for those on a status that only one can have. */
  @Test
  void a_preview_tells_every_rule_that_objects_and_the_answer_is_the_first() {
    Card card = hopeless();
    card.freeze();
    card.wallet().freeze();
    String holder = acme.get(card.path()).path("holderId");
    acme.tenant().patch("/v1/users/" + holder, Map.of("status", "INACTIVE")).statusCode(200);

    JsonPath preview = card.preview(hopelessPurchase(card));

    List<String> reasons = preview.getList("reasons.code");
    assertThat(reasons).isEqualTo(OBJECTING);
    assertThat(preview.getString("decision")).isEqualTo("DECLINED");
    assertThat(preview.getString("declineCode")).isEqualTo("wallet_frozen");
    assertThat(card.authorize(hopelessPurchase(card)).declineCode()).isEqualTo("wallet_frozen");
  }

  @Test
  void the_other_codes_are_those_of_closed_wallets_closed_cards_and_cards_not_activated() {
    Wallet empty = acme.wallet("GBP");
    Card closed = empty.card();
    closed.close();
    Card pending = empty.cardOf("PHYSICAL");
    assertThat(closed.authorize(1).declineCode()).isEqualTo("card_closed");
    assertThat(pending.authorize(1).declineCode()).isEqualTo("card_not_activated");
    empty.close();

    assertThat(closed.authorize(1).declineCode()).isEqualTo("wallet_closed");
    assertThat(pending.preview(pending.purchase(1)).getList("reasons.code"))
        .isEqualTo(List.of("wallet_closed", "card_not_activated", "insufficient_funds"));
  }

  @Test
  void no_code_is_left_out_here() {
    List<String> met = new ArrayList<>(OBJECTING);
    met.addAll(List.of("wallet_closed", "card_closed", "card_not_activated"));

    assertThat(met)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DeclineCode.values()).map(DeclineCode::code).toList());
  }

  @Test
  void an_expired_card_declines_and_is_forced_all_the_same() {
    Card card = acme.walletWith(gbp(10)).card();
    expire(card);

    assertThat(card.authorize(1).declineCode()).isEqualTo("card_expired");
    assertThat(card.forcePost(1).status()).isEqualTo("CLEARED");
    assertThat(acme.get(card.path()).<String>path("status")).isEqualTo("ACTIVE");
  }

  private Card hopeless() {
    Wallet wallet = acme.wallet("GBP");
    Map<String, Object> issue =
        Body.with(wallet.issue(Limit.daily(0), Limit.ofCount("MONTHLY", 0)), "type", "SINGLE_USE");
    issue.put(
        "controls",
        Map.of(
            "merchantId", Map.of("deny", List.of("shop")),
            "mcc", Map.of("deny", List.of("5411")),
            "country", Map.of("allow", List.of("GB")),
            "schedule", Map.of("weekdays", List.of("MONDAY"), "from", "09:00", "to", "17:00")));
    Card card = wallet.card(issue);
    card.forcePost(1);
    expire(card);
    return card;
  }

  /** A Sunday's purchase. */
  private static Map<String, Object> hopelessPurchase(Card card) {
    Map<String, Object> purchase = Body.with(card.purchaseAt(SHOP, 1), "currency", "USD");
    purchase.put("occurredAt", "2026-01-04T12:00:00Z");
    purchase.put("voucherCode", "NO-SUCH-CODE");
    return purchase;
  }

  /** Time does not pass for tests, so the month of expiry is moved into the past. */
  private static void expire(Card card) {
    Stored.change(
        "update cards.cards set exp_month = 1, exp_year = 2020 where id = ?",
        UUID.fromString(card.id()));
  }
}
