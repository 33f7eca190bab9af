package io.spendhub.wallets.web;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class StatementTest {
  private Spending acme;
  private Wallet wallet;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
    wallet = acme.wallet("GBP");
  }

  @Test
  void every_movement_is_an_entry_that_tells_what_the_wallet_stood_at() {
    liveThroughEveryKind();

    assertThat(oldestFirst())
        .extracting(
            entry -> entry.get("kind"),
            entry -> entry.get("direction"),
            entry -> entry.get("amount"),
            entry -> entry.get("balanceAfter"),
            entry -> entry.get("heldAfter"))
        .containsExactly(
            tuple("TOP_UP", "CREDIT", 1000, 1000, 0),
            tuple("WITHDRAWAL", "DEBIT", 100, 900, 0),
            tuple("TRANSFER_OUT", "DEBIT", 50, 850, 0),
            tuple("TRANSFER_IN", "CREDIT", 20, 870, 0),
            tuple("HOLD", "DEBIT", 300, 870, 300),
            tuple("CLEARING", "DEBIT", 100, 770, 200),
            tuple("RELEASE", "CREDIT", 50, 770, 150),
            tuple("CLEARING", "DEBIT", 150, 620, 0),
            tuple("EXCESS", "DEBIT", 30, 590, 0),
            tuple("REFUND", "CREDIT", 280, 870, 0),
            tuple("FORCE_POST", "DEBIT", 900, -30, 0),
            tuple("UNLINKED_REFUND", "CREDIT", 40, 10, 0));
    acme.proveLedger();
  }

  private void liveThroughEveryKind() {
    Wallet other = acme.wallet("GBP");
    wallet.topUp(1000);
    wallet.withdraw(100);
    wallet.transferTo(other, 50);
    other.transferTo(wallet, 20);
    Card card = wallet.card();
    Authorization authorization = card.authorize(300);
    authorization.clear(100);
    authorization.reverse(50);
    authorization.clear(180);
    authorization.refund(280);
    card.forcePost(900);
    card.refund(40);
  }

  @Test
  void entries_are_numbered_without_a_gap_in_ledger_time() {
    liveThroughEveryKind();

    List<Map<String, Object>> entries = oldestFirst();

    assertThat(entries)
        .extracting(entry -> entry.get("sequence"))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    assertThat(entries)
        .extracting(entry -> Instant.parse((String) entry.get("at")))
        .isSorted()
        .last()
        .isNotEqualTo(Instant.parse((String) entries.getFirst().get("at")));
    assertThat(entries).extracting(entry -> entry.get("id")).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 11, 12, 13})
  void pages_of_any_size_show_every_entry_once_newest_first(int size) {
    liveThroughEveryKind();

    assertThat(acme.all(wallet.path() + "/entries", size)).isEqualTo(wallet.entries());
    assertThat(wallet.entries())
        .extracting(entry -> entry.get("sequence"))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 12).mapToObj(number -> 13 - number).toList());
  }

  @Test
  void a_period_holds_the_entries_from_one_instant_up_to_another() {
    wallet.topUp(1);
    wallet.topUp(2);
    wallet.topUp(3);
    List<Map<String, Object>> entries = oldestFirst();
    Object second = entries.get(1).get("at");
    Object third = entries.get(2).get("at");

    assertThat(amounts("?from=" + second)).containsExactly(3, 2);
    assertThat(amounts("?to=" + third)).containsExactly(2, 1);
    assertThat(amounts("?from=" + second + "&to=" + third)).containsExactly(2);
    assertThat(amounts("?from=" + third + "&to=" + second)).isEmpty();
    assertThat(acme.all(wallet.path() + "/entries?from=" + second, 1)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-01-01", "1767225600", "2026-01-01T00:00:00", "%20"})
  void a_period_is_told_by_timestamps_only(String time) {
    assertThat(acme.get(wallet.path() + "/entries?from=" + time).statusCode()).isEqualTo(400);
    assertThat(acme.get(wallet.path() + "/entries?to=" + time).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-18:00"})
  void the_ends_of_time_never_break_a_statement(String time) {
    assertThat(acme.get(wallet.path() + "/entries?from=" + time).statusCode()).isIn(200, 400);
    assertThat(acme.get(wallet.path() + "/entries?to=" + time).statusCode()).isIn(200, 400);
  }

  @Test
  void an_entry_of_a_purchase_names_the_authorization_and_the_merchant() {
    wallet.topUp(1000);
    Authorization authorization = wallet.card().authorize(300);
    authorization.clear(300);

    List<Map<String, Object>> entries = oldestFirst();

    assertThat(entries.get(0)).doesNotContainKeys("authorizationId", "merchant");
    for (Map<String, Object> entry : entries.subList(1, 3)) {
      assertThat(entry)
          .containsEntry("authorizationId", authorization.id())
          .containsEntry(
              "merchant",
              Map.of("name", "Corner Shop", "mcc", "5411", "country", "GB", "id", "shop-1"));
    }
  }

  @Test
  void an_unlinked_refund_names_the_merchant_alone() {
    wallet.card().refund(5);

    assertThat(wallet.entries().getFirst())
        .doesNotContainKey("authorizationId")
        .extractingByKey("merchant")
        .isEqualTo(Map.of("name", "Corner Shop", "mcc", "5411", "country", "GB", "id", "shop-1"));
  }

  @Test
  void an_entry_shows_the_metadata_of_what_moved_it() {
    wallet.topUp(1000);
    Card card = wallet.card();
    Map<String, Object> told = Body.with(card.purchase(100), "metadata", Map.of("trip", "Rome"));
    Map<String, Object> later = Map.of("amount", 40, "metadata", Map.of("batch", "7"));
    card.authorize(told).attempt("clearings", later);

    assertThat(oldestFirst())
        .extracting(entry -> entry.get("metadata"))
        .containsExactly(Map.of(), Map.of("trip", "Rome"), Map.of("batch", "7"));
  }

  @Test
  void an_entry_shows_the_reference_of_its_owner_on_both_sides_of_a_transfer() {
    Wallet other = acme.walletWith(gbp(5));
    Map<String, Object> transfer = Body.with(other.transfer(wallet, 5), "reference", "№ 7");

    acme.move("/v1/transfers", transfer).then().statusCode(201);

    assertThat(wallet.entries().getFirst()).containsEntry("reference", "№ 7");
    assertThat(other.entries().getFirst()).containsEntry("reference", "№ 7");
    assertThat(other.entries().getLast()).doesNotContainKey("reference");
    assertThat(wallet.entries().getFirst().get("id"))
        .isEqualTo(other.entries().getFirst().get("id"));
  }

  @Test
  void a_declined_purchase_leaves_no_entry() {
    assertThat(wallet.card().authorize(1).declineCode()).isEqualTo("insufficient_funds");

    assertThat(wallet.entries()).isEmpty();
  }

  private List<Map<String, Object>> oldestFirst() {
    return wallet.entries().reversed();
  }

  private List<Object> amounts(String query) {
    return acme.all(wallet.path() + "/entries" + query, 50).stream()
        .map(entry -> entry.get("amount"))
        .toList();
  }
}
