package io.spendhub.cards.web;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Together;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cards that their first purchase consumes, or locks to its merchant. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class FirstUseTest {
  private static final Map<String, String> HERE = Map.of("name", "Here", "id", "here");
  private static final Map<String, String> THERE = Map.of("name", "There", "id", "there");

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
  void a_single_use_is_consumed_by_the_first_approval() {
    Card card = wallet.cardOf("SINGLE_USE");

    assertThat(card.authorize(10).approved()).isTrue();
    assertThat(card.authorize(10).declineCode()).isEqualTo("single_use_consumed");
  }

  @Test
  void a_single_use_is_consumed_by_a_force_post() {
    Card card = wallet.cardOf("SINGLE_USE");
    card.forcePost(10);

    assertThat(card.authorize(10).declineCode()).isEqualTo("single_use_consumed");
    assertThat(card.forcePost(10).status()).isEqualTo("CLEARED");
  }

  @Test
  void declines_previews_and_unlinked_refunds_consume_nothing() {
    Card card = wallet.cardOf("SINGLE_USE");
    assertThat(card.authorize(1_001).declineCode()).isEqualTo("insufficient_funds");
    assertThat(card.preview(card.purchase(10)).getString("decision")).isEqualTo("APPROVED");
    card.refund(5);

    assertThat(card.authorize(10).approved()).isTrue();
  }

  @Test
  void a_reversal_does_not_give_the_use_back() {
    Card card = wallet.cardOf("SINGLE_USE");
    card.authorize(10).reverse(10);

    assertThat(card.authorize(10).declineCode()).isEqualTo("single_use_consumed");
  }

  @Test
  void a_consumed_card_is_still_incremented_and_cleared() {
    Authorization held = wallet.cardOf("SINGLE_USE").authorize(10);

    assertThat(held.increment(5).amounts().held()).isEqualTo(15);
    assertThat(held.clear(15).status()).isEqualTo("CLEARED");
  }

  @Test
  void a_replacement_of_a_consumed_card_is_consumed() {
    Card old = wallet.cardOf("SINGLE_USE");
    old.authorize(10);

    assertThat(old.replace().authorize(1).declineCode()).isEqualTo("single_use_consumed");
  }

  @Test
  void a_single_use_is_consumed_once_by_many_at_once() {
    Card card = wallet.cardOf("SINGLE_USE");

    List<Boolean> approved = Together.run(8, call -> card.authorize(1).approved());

    assertThat(approved).containsOnlyOnce(true);
  }

  @Test
  void the_first_approval_locks_a_card_to_its_merchant() {
    Card card = wallet.cardOf("MERCHANT_LOCKED");

    assertThat(at(card, HERE).approved()).isTrue();
    assertThat(at(card, THERE).declineCode()).isEqualTo("merchant_blocked");
    assertThat(at(card, HERE).approved()).isTrue();
  }

  @Test
  void a_force_post_locks_and_forces_itself_anywhere() {
    Card card = wallet.cardOf("MERCHANT_LOCKED");
    card.forcePost(card.purchaseAt(HERE, 10));
    card.forcePost(card.purchaseAt(THERE, 10));

    assertThat(at(card, THERE).declineCode()).isEqualTo("merchant_blocked");
    assertThat(at(card, HERE).approved()).isTrue();
  }

  @Test
  void declines_and_previews_lock_nothing_and_a_reversal_unlocks_nothing() {
    Card card = wallet.cardOf("MERCHANT_LOCKED");
    card.authorize(card.purchaseAt(THERE, 1_001));
    card.preview(card.purchaseAt(THERE, 1));

    Authorization held = at(card, HERE);
    held.reverse(1);

    assertThat(held.approved()).isTrue();
    assertThat(at(card, THERE).declineCode()).isEqualTo("merchant_blocked");
  }

  @Test
  void a_replacement_is_locked_to_the_same_merchant() {
    Card old = wallet.cardOf("MERCHANT_LOCKED");
    at(old, HERE);
    Card card = old.replace();

    assertThat(at(card, THERE).declineCode()).isEqualTo("merchant_blocked");
    assertThat(at(card, HERE).approved()).isTrue();
  }

  @Test
  void the_lock_of_a_replacement_binds_its_own_replacement_too() {
    Card card = wallet.cardOf("MERCHANT_LOCKED").replace();
    at(card, HERE);

    assertThat(at(card.replace(), THERE).declineCode()).isEqualTo("merchant_blocked");
  }

  /** Without ids, a merchant is its trimmed, case-folded name in its country. */
  @ParameterizedTest
  @CsvSource({
    "Straße, GB, STRASSE, GBR, true",
    "Corner Shop, GB, corner shop, GB, true",
    "Corner Shop, GB, Corner  Shop, GB, false",
    "Corner Shop, GB, Corner Shop, FR, false",
    "Corner Shop, GB, Corner Shop, '', false",
  })
  void a_merchant_without_an_id_is_known_by_name_and_country(
      String name, String country, String otherName, String otherCountry, boolean same) {
    Card card = wallet.cardOf("MERCHANT_LOCKED");
    assertThat(at(card, merchant(name, country)).approved()).isTrue();

    assertThat(at(card, merchant("  " + otherName + " ", otherCountry)).approved()).isEqualTo(same);
  }

  @Test
  void a_name_is_not_an_id() {
    Card card = wallet.cardOf("MERCHANT_LOCKED");
    at(card, Map.of("name", "here"));

    assertThat(at(card, Map.of("name", "here", "id", "here")).declineCode())
        .isEqualTo("merchant_blocked");
  }

  @Test
  void within_one_batch_the_first_item_consumes() {
    Card card = wallet.cardOf("SINGLE_USE");
    Map<String, Object> items = Map.of("items", List.of(card.purchase(1), card.purchase(2)));

    List<String> decisions =
        acme.move("/v1/authorizations/batch", items).path("items.authorization.decision");

    assertThat(decisions).containsExactly("APPROVED", "DECLINED");
  }

  private static Authorization at(Card card, Map<String, ?> merchant) {
    return card.authorize(card.purchaseAt(merchant, 1));
  }

  private static Map<String, Object> merchant(String name, String country) {
    Map<String, Object> merchant = Map.of("name", name);
    return country.isEmpty() ? merchant : Body.with(merchant, "country", country);
  }
}
