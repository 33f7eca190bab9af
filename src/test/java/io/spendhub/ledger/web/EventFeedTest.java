package io.spendhub.ledger.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Feed;
import io.spendhub.testing.api.LockWaiters;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Together;
import io.spendhub.testing.api.Wallet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed of everything that happens in an organization. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class EventFeedTest {
  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @Test
  void every_command_tells_its_event_once_in_order() {
    Wallet wallet = acme.walletWith(gbp(100));
    Wallet other = acme.wallet("GBP");
    Card card = wallet.card();
    Authorization held = card.authorize(50).increment(10);
    held.clear(20);
    held.reverse(40);
    held.refund(5);
    card.authorize(1_000);
    card.forcePost(200);
    card.refund(150);
    wallet.transferTo(other, 1);
    other.withdraw(1);
    wallet.change(Map.of("name", "Lunch"));
    card.change(Map.of("memo", "Taxi"));
    wallet.freeze();
    wallet.unfreeze();
    card.freeze();
    card.unfreeze();
    Card replacement = card.replace();
    replacement.close();
    other.close();

    assertThat(new Feed(acme).readAsMany(25).types())
        .containsExactly(
            "wallet.created",
            "wallet.topped_up",
            "wallet.created",
            "card.created",
            "authorization.approved",
            "authorization.incremented",
            "authorization.cleared",
            "authorization.reversed",
            "authorization.refunded",
            "authorization.declined",
            "wallet.overdrawn",
            "authorization.force_posted",
            "authorization.refund_unlinked",
            "wallet.transferred",
            "wallet.withdrawn",
            "wallet.updated",
            "card.updated",
            "wallet.frozen",
            "wallet.unfrozen",
            "card.frozen",
            "card.unfrozen",
            "card.closed",
            "card.created",
            "card.closed",
            "wallet.closed");
  }

  @Test
  void an_activation_and_a_declined_increment_are_told_too() {
    Card card = acme.walletWith(gbp(100)).cardOf("PHYSICAL");
    card.activate();
    card.authorize(50).attempt("increments", Map.of("amount", 10_000));

    assertThat(new Feed(acme).readAsMany(6).types().subList(3, 6))
        .containsExactly(
            "card.activated", "authorization.approved", "authorization.increment_declined");
  }

  @Test
  void an_event_tells_who_asked_for_what_and_what_came_of_it() {
    Wallet wallet = acme.walletWith(gbp(100));
    Card card = wallet.card();
    Response made =
        acme.tenant()
            .call()
            .header("Idempotency-Key", "once")
            .header("X-Request-Id", "my-request")
            .body(card.purchase(30))
            .post("/v1/authorizations");

    Map<String, Object> event = new Feed(acme).readAsMany(4).events().getLast();

    assertThat(event)
        .containsEntry("type", "authorization.approved")
        .containsEntry("subject", made.path("id"))
        .containsEntry("requestId", "my-request")
        .containsEntry("at", made.path("createdAt"))
        .containsKey("id");
    assertThat(new JsonPath(made.asString()).getMap("$")).containsAllEntriesOf(data(event));
  }

  @SuppressWarnings("unchecked") // JSON objects are maps of strings
  private static Map<String, Object> data(Map<String, Object> event) {
    return (Map<String, Object>) Objects.requireNonNull(event.get("data"));
  }

  @Test
  void what_has_no_effect_tells_nothing() {
    Wallet wallet = acme.walletWith(gbp(100));
    Card card = wallet.card();
    acme.move("/v1/authorizations", card.purchase(1), "once");
    acme.move("/v1/authorizations", card.purchase(1), "once");
    wallet.unfreeze();
    refused(wallet.withdraw(100), 422, "insufficient_funds");
    card.preview(card.purchase(1));
    wallet.topUp(1);

    assertThat(new Feed(acme).readAsMany(5).types())
        .containsExactly(
            "wallet.created",
            "wallet.topped_up",
            "card.created",
            "authorization.approved",
            "wallet.topped_up");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 200})
  void the_feed_is_resumed_by_cursor_without_missing_or_repeating(int size) {
    Wallet wallet = acme.walletWith(gbp(1));
    Card card = wallet.card();
    card.forcePost(5);
    wallet.topUp(10);
    Feed whole = new Feed(acme).readAsMany(6);

    Feed inPieces = new Feed(acme, size).readAsMany(6);
    wallet.topUp(11);

    assertThat(inPieces.events()).isEqualTo(whole.events());
    inPieces.readAsMany(7);
    assertThat(inPieces.events().subList(0, 6)).isEqualTo(whole.events());
    assertThat(inPieces.types()).last().isEqualTo("wallet.topped_up");
  }

  @Test
  void the_end_of_the_feed_is_a_place_to_wait_at() {
    acme.wallet("GBP");
    Feed feed = new Feed(acme).readAsMany(1);

    Response end = acme.get("/v1/events?after=" + feed.cursor());

    assertThat(end.<List<Object>>path("data")).isEmpty();
    assertThat(end.<String>path("nextCursor")).isEqualTo(feed.cursor());
  }

  @Test
  void an_organization_hears_of_itself_only() {
    Spending rival = Spending.inANewOrganization();
    rival.wallet("USD");
    acme.wallet("GBP");
    Feed ours = new Feed(acme).readAsMany(1);

    assertThat(new Feed(rival).readAsMany(1).events()).doesNotContainAnyElementsOf(ours.events());
    assertThat(rival.get("/v1/events?after=" + ours.cursor()).<List<Object>>path("data")).isEmpty();
  }

  @Test
  void following_needs_the_right_to_read_events() {
    refused(acme.withScopes("ledger:read", "wallets:read").get("/v1/events"), 403, "forbidden");
    assertThat(acme.withScopes("events:read").get("/v1/events").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"after=x", "after=", "after=%00", "limit=0", "limit=201", "limit=x", "cursor=x"})
  void a_place_that_is_none_is_refused(String query) {
    assertThat(refused(acme.get("/v1/events?" + query)).getInt("status")).isEqualTo(400);
  }

  /** A purchase that began first and ends last must not slip in behind a reader's cursor. */
  @Test
  void an_event_of_a_transaction_that_was_held_up_is_not_missed() throws SQLException {
    Wallet slow = acme.walletWith(gbp(100));
    Wallet quick = acme.walletWith(gbp(100));
    Card slowCard = slow.card();
    Card quickCard = quick.card();
    Feed feed = new Feed(acme).readAsMany(6);
    CompletableFuture<Authorization> waiting;
    try (Connection holder = PostgresResource.connect()) {
      holder.setAutoCommit(false);
      lock(holder, slow);
      waiting = CompletableFuture.supplyAsync(() -> slowCard.authorize(1));
      LockWaiters.awaitOn(holder);
      quickCard.authorize(2);
      assertThat(feed.readAsMany(7).types()).last().isEqualTo("authorization.approved");
      assertThat(feed.events().getLast().toString()).contains(quickCard.id());
      holder.rollback();
    }
    String late = waiting.join().id();

    feed.readAsMany(8);

    assertThat(feed.events().getLast()).containsEntry("subject", late);
    assertThat(new Feed(acme).readAsMany(8).events()).isEqualTo(feed.events());
  }

  @Test
  void a_reader_who_follows_many_writers_hears_each_of_them_once_and_in_order() {
    List<Card> cards = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      cards.add(acme.walletWith(gbp(1_000)).card());
    }
    Feed feed = new Feed(acme, 3);

    Together.run(
        5,
        thread ->
            thread == 4 ? feed.readAsMany(12 + 4 * 15).types() : spend(cards.get(thread), 15));

    assertThat(feed.events().stream().map(event -> event.get("id"))).doesNotHaveDuplicates();
    for (Card card : cards) {
      List<Integer> amounts =
          feed.events().stream()
              .filter(event -> "authorization.approved".equals(event.get("type")))
              .map(EventFeedTest::data)
              .filter(data -> card.id().equals(data.get("cardId")))
              .map(data -> (Integer) data.get("requestedAmount"))
              .toList();
      assertThat(amounts).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    }
    assertThat(
            Stored.number(
                "select count(*) from platform.events where organization_id = ?",
                acme.organizationId()))
        .isEqualTo(feed.events().size());
  }

  private static List<String> spend(Card card, int times) {
    List<String> made = new ArrayList<>();
    for (int i = 1; i <= times; i++) {
      made.add(card.authorize(i).id());
    }
    return made;
  }

  private static void lock(Connection connection, Wallet wallet) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select 1 from ledger.accounts where id = ? for update")) {
      lock.setObject(1, UUID.fromString(wallet.id()));
      lock.executeQuery();
    }
  }
}
