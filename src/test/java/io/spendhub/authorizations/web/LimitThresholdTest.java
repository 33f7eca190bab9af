package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Feed;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the feed tells of limits that spending comes near to, and reaches. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class LimitThresholdTest {
  private static final String REACHED = "limit.threshold_reached";
  private static final int TO_OPEN_A_WALLET = 2;
  private static final int TO_ISSUE_A_CARD = 1;

  private Spending acme;
  private Wallet wallet;

  @BeforeEach
  void openAWallet() {
    acme = Spending.inANewOrganization();
    wallet = acme.walletWith(gbp(1_000_00));
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  @Test
  void eighty_and_a_hundred_percent_are_each_told_once() {
    Card card = wallet.card(Limit.daily(100));
    card.authorize(79);
    card.authorize(1);
    card.authorize(19);
    card.authorize(1);
    card.authorize(1);

    assertThat(typesAfterTheCard(7))
        .containsExactly(
            "authorization.approved",
            "authorization.approved",
            REACHED,
            "authorization.approved",
            "authorization.approved",
            REACHED,
            "authorization.declined");
    assertThat(thresholds(7)).containsExactly(80, 100);
  }

  @Test
  void the_event_tells_whose_limit_it_is_and_what_is_used_of_it() {
    Map<String, Object> both = Body.with(Limit.daily(1_000).fields(), "count", 50);
    Card card = wallet.card(new Limit(both));
    Authorization purchase = card.authorize(850);
    String windowStart =
        acme.get(card.path() + "/limits").jsonPath().getString("data[0].windowStart");

    Map<String, Object> event = reached(2).getFirst();

    assertThat(event.get("subject")).isEqualTo(card.id());
    assertThat(event.get("data"))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("owner", "CARD"),
                Map.entry("ownerId", card.id()),
                Map.entry("window", "DAILY"),
                Map.entry("windowStart", windowStart),
                Map.entry("threshold", 80),
                Map.entry("amount", 1_000),
                Map.entry("usedAmount", 850),
                Map.entry("count", 50),
                Map.entry("usedCount", 1),
                Map.entry("currency", "GBP"),
                Map.entry("authorizationId", purchase.id())));
  }

  @Test
  void of_thresholds_crossed_at_once_the_highest_is_told() {
    wallet.card(Limit.daily(100)).authorize(100);

    assertThat(thresholds(2)).containsExactly(100);
  }

  @Test
  void each_limit_of_the_card_and_of_its_wallet_is_told_for_itself() {
    Wallet limited = acme.walletWith(gbp(1_000), Limit.ofCount("LIFETIME", 1));
    Card card = limited.card(Limit.daily(100), Limit.monthly(110), Limit.of("YEARLY", 1_000));
    card.authorize(90);

    List<Map<String, Object>> events =
        told(2 * TO_OPEN_A_WALLET + TO_ISSUE_A_CARD + 1 + 3).stream()
            .filter(event -> REACHED.equals(event.get("type")))
            .toList();
    assertThat(events)
        .extracting(event -> event.get("subject"))
        .containsExactly(card.id(), card.id(), limited.id());
    assertThat(events)
        .extracting(event -> data(event).get("window"))
        .containsExactly("DAILY", "MONTHLY", "LIFETIME");
    assertThat(data(events.getLast()))
        .containsEntry("owner", "WALLET")
        .containsEntry("usedCount", 1)
        .doesNotContainKeys("windowStart", "amount");
  }

  @Test
  void a_threshold_is_told_again_after_spending_fell_below_it() {
    Card card = wallet.card(Limit.daily(100));
    Authorization first = card.authorize(90);
    first.reverse(5);
    card.authorize(5);
    first.reverse(45);
    card.authorize(35);

    assertThat(thresholds(5 + 2)).containsExactly(80, 80);
  }

  @Test
  void increments_force_posts_and_excess_reach_thresholds_too() {
    Card incremented = wallet.card(Limit.daily(100));
    incremented.authorize(50).increment(30);
    Card forced = wallet.card(Limit.daily(100));
    forced.forcePost(120);
    Card exceeding = wallet.card(Limit.daily(100));
    Authorization held = exceeding.authorize(60);
    held.clear(50);
    held.clear(49);

    int cards = 2 * TO_ISSUE_A_CARD;
    assertThat(reached(cards + 2 + 1 + 3 + 3))
        .extracting(event -> event.get("subject"))
        .containsExactly(incremented.id(), forced.id(), exceeding.id());
    assertThat(thresholds(cards + 2 + 1 + 3 + 3)).containsExactly(80, 100, 80);
  }

  @Test
  void declines_previews_and_refunds_reach_nothing() {
    Card card = wallet.card(Limit.daily(100));
    card.authorize(101);
    card.preview(card.purchase(100));
    Authorization held = card.authorize(70);
    held.increment(31);
    held.clear(70);
    held.refund(70);
    card.refund(500);

    assertThat(typesAfterTheCard(6)).doesNotContain(REACHED);
  }

  @Test
  void a_limit_per_authorization_has_no_thresholds() {
    Card card = wallet.card(Limit.of("PER_AUTHORIZATION", 100));
    card.authorize(50).increment(50);

    assertThat(typesAfterTheCard(2)).doesNotContain(REACHED);
  }

  @Test
  void a_request_that_is_sent_again_tells_nothing_again() {
    Card card = wallet.card(Limit.daily(100));
    String key = UUID.randomUUID().toString();
    acme.move("/v1/authorizations", card.purchase(90), key);
    acme.move("/v1/authorizations", card.purchase(90), key);

    assertThat(thresholds(2)).containsExactly(80);
  }

  @Test
  void the_items_of_a_batch_reach_thresholds_one_after_another() {
    Card card = wallet.card(Limit.daily(100));
    List<Map<String, Object>> items =
        Stream.of(50, 30, 60, 20).map(amount -> card.purchase(amount)).toList();
    acme.move("/v1/authorizations/batch", Map.of("items", items));

    assertThat(typesAfterTheCard(6))
        .containsExactly(
            "authorization.approved",
            "authorization.approved",
            REACHED,
            "authorization.declined",
            "authorization.approved",
            REACHED);
  }

  @Test
  void cards_that_replace_each_other_reach_their_limit_together() {
    Card lost = wallet.card(Limit.daily(100));
    lost.authorize(50);
    Card replacement = lost.replace();
    replacement.authorize(40);

    assertThat(reached(1 + 2 + 1 + 1))
        .extracting(event -> event.get("subject"))
        .containsExactly(replacement.id());
  }

  @Test
  void spending_reaches_the_threshold_of_its_own_day() {
    Card card = wallet.card(Limit.daily(100));
    card.authorize(Body.with(card.purchase(50), "occurredAt", "2025-06-15T12:00:00Z"));
    card.authorize(Body.with(card.purchase(50), "occurredAt", "2025-06-16T12:00:00Z"));
    card.authorize(Body.with(card.purchase(40), "occurredAt", "2025-06-15T18:00:00Z"));

    assertThat(reached(4))
        .extracting(event -> (String) data(event).get("windowStart"))
        .singleElement()
        .asString()
        .startsWith("2025-06-1")
        .isLessThan("2025-06-15T12:00:00Z");
  }

  @Test
  void a_limit_that_is_lowered_below_what_is_used_tells_nothing() {
    Card card = wallet.card(Limit.daily(1_000));
    card.authorize(100);
    card.limit(Limit.daily(100));
    card.authorize(1);

    assertThat(typesAfterTheCard(3)).doesNotContain(REACHED);
  }

  /** All events, of which so many came after the wallet was opened and its card issued. */
  private List<String> typesAfterTheCard(int later) {
    return after(later).stream().map(event -> (String) event.get("type")).toList();
  }

  private List<Map<String, Object>> reached(int later) {
    return after(later).stream().filter(event -> REACHED.equals(event.get("type"))).toList();
  }

  private List<Integer> thresholds(int later) {
    return reached(later).stream().map(event -> (Integer) data(event).get("threshold")).toList();
  }

  private List<Map<String, Object>> after(int later) {
    int before = TO_OPEN_A_WALLET + TO_ISSUE_A_CARD;
    return told(before + later).subList(before, before + later);
  }

  private List<Map<String, Object>> told(int events) {
    return new Feed(acme).readAsMany(events).events();
  }

  @SuppressWarnings("unchecked") // the data of an event is an object
  private static Map<String, Object> data(Map<String, Object> event) {
    return (Map<String, Object>) Objects.requireNonNull(event.get("data"));
  }
}
