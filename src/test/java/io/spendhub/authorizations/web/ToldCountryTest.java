package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a network tells as the country of a merchant is taken, and understood where it can be. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ToldCountryTest {
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
  @ValueSource(strings = {"XK", "QZZ", "ROM", "AN", "826", "gb", "gbr", "000", "United Kingdom"})
  void it_is_kept_as_it_was_told(String country) {
    Map<String, Object> purchase = in(card, country, 10);

    Authorization forced = card.forcePost(purchase);
    Authorization asked = card.authorize(purchase);
    Response credit = acme.move("/v1/refunds", purchase);
    Response batch = acme.move("/v1/authorizations/batch", Map.of("items", List.of(purchase)));

    assertThat(country(forced.answer())).isEqualTo(country);
    assertThat(country(forced.now().answer())).isEqualTo(country);
    assertThat(country(asked.answer())).isEqualTo(country);
    assertThat(country(card.preview(purchase))).isEqualTo(country);
    assertThat(credit.statusCode()).as(credit.asString()).isEqualTo(201);
    assertThat(country(credit.jsonPath())).isEqualTo(country);
    assertThat(batch.<String>path("items[0].authorization.merchant.country")).isEqualTo(country);
    assertThat(wallet.entries().getFirst())
        .containsEntry("merchant", Map.of("name", "Shop", "country", country));
  }

  @Test
  void an_alpha_3_code_is_kept_as_alpha_2_and_blanks_tell_nothing() {
    assertThat(country(card.forcePost(in(card, "GBR", 1)).answer())).isEqualTo("GB");
    for (String blank : List.of("", "  ")) {
      assertThat(card.forcePost(in(card, blank, 1)).answer().getMap("merchant"))
          .isEqualTo(Map.of("name", "Shop"));
    }
  }

  @ParameterizedTest
  @CsvSource({"GB", "GBR", "gb", "Gbr", "826", "' gb '"})
  void controls_understand_every_code_of_a_country(String told) {
    Card there = wallet.controlled(Map.of("country", Map.of("allow", List.of("GB"))));
    Card elsewhere = wallet.controlled(Map.of("country", Map.of("deny", List.of("GBR"))));

    assertThat(there.authorize(in(there, told, 1)).approved()).isTrue();
    assertThat(elsewhere.authorize(in(elsewhere, told, 1)).declineCode())
        .isEqualTo("country_blocked");
  }

  /** Fails an allow list and passes a deny list, as what was not told at all. */
  @ParameterizedTest
  @ValueSource(strings = {"XK", "QZZ", "ROM", "AN", "999", "United Kingdom"})
  void what_is_not_understood_is_a_missing_attribute(String told) {
    Card there = wallet.controlled(Map.of("country", Map.of("allow", List.of("GB", "RO"))));
    Card elsewhere = wallet.controlled(Map.of("country", Map.of("deny", List.of("GB", "RO"))));

    assertThat(there.authorize(in(there, told, 1)).declineCode()).isEqualTo("country_blocked");
    assertThat(elsewhere.authorize(in(elsewhere, told, 1)).approved()).isTrue();
  }

  @Test
  void a_control_names_countries_that_there_are() {
    for (String country : List.of("XK", "QZZ", "gb", "826")) {
      refusedField(
          acme.post(
              "/v1/cards",
              Body.with(
                  wallet.issue(), "controls", Map.of("country", Map.of("deny", List.of(country))))),
          "/controls/country",
          "unknown_country");
    }
  }

  /** Without an id, a merchant is its name in its country, however that is told. */
  @Test
  void a_merchant_is_the_same_under_every_code_of_its_country_and_another_elsewhere() {
    Card locked = wallet.cardOf("MERCHANT_LOCKED");
    locked.authorize(in(locked, "GB", 1));
    for (String same : List.of("gb", "826", "GBR")) {
      assertThat(locked.authorize(in(locked, same, 1)).approved()).isTrue();
    }
    for (String other : List.of("XK", "FR", "QZZ")) {
      assertThat(locked.authorize(in(locked, other, 1)).declineCode())
          .isEqualTo("merchant_blocked");
    }

    Card kosovar = wallet.cardOf("MERCHANT_LOCKED");
    kosovar.authorize(in(kosovar, "XK", 1));
    assertThat(kosovar.authorize(in(kosovar, "xk", 1)).approved()).isTrue();
    assertThat(kosovar.authorize(in(kosovar, "QZZ", 1)).declineCode())
        .isEqualTo("merchant_blocked");
  }

  @Test
  void it_is_text_as_any_other() {
    for (String path : List.of("/v1/authorizations", "/v1/force-posts", "/v1/refunds")) {
      refusedField(
          acme.move(path, in(card, "4111111111111111", 1)), "/merchant/country", "card_number");
      refusedField(acme.move(path, in(card, "x".repeat(101), 1)), "/merchant/country", "too_long");
    }
  }

  private static Map<String, Object> in(Card card, String country, long amount) {
    return card.purchaseAt(Map.of("name", "Shop", "country", country), amount);
  }

  private static String country(JsonPath answer) {
    return answer.getString("merchant.country");
  }
}
