package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Feed;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Together;
import io.spendhub.testing.api.Used;
import io.spendhub.testing.api.Wallet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of other ledgers and card issuers reported as wrong, with the right answer. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class SpendingFieldCasesTest {
  /** One more than a double counts exactly. */
  private static final long BEYOND_DOUBLES = 9_007_199_254_740_993L;

  private static final int WRITERS = 8;
  private static final int IN_A_BATCH = 1_000;

  private Spending acme;

  @BeforeEach
  void openAnOrganization() {
    acme = Spending.inANewOrganization();
  }

  @AfterEach
  void proveTheLedger() {
    acme.proveLedger();
  }

  @Test
  void an_amount_keeps_all_of_its_digits_wherever_it_is_told() {
    Wallet wallet = acme.wallet("GBP");
    Campaign gifts = Campaign.active(acme, giftCard(BEYOND_DOUBLES));
    gifts.voucher();

    List<Response> told =
        List.of(
            wallet.topUp(BEYOND_DOUBLES),
            acme.get(wallet.path()),
            acme.get(wallet.path() + "/balance"),
            acme.get(wallet.path() + "/entries"),
            acme.get("/v1/vouchers?campaignId=" + gifts.id()),
            acme.get("/v1/vouchers/export?campaignId=" + gifts.id()));
    Feed feed = new Feed(acme).readAsMany(5);

    assertThat(told)
        .allSatisfy(
            answer -> assertThat(answer.asString()).contains(Long.toString(BEYOND_DOUBLES)));
    assertThat(feed.events().toString()).contains("amount=" + BEYOND_DOUBLES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.85", "\"100\"", "1e2", "true", "0", "-1", "null", "[1]"})
  void what_is_no_whole_number_of_minor_units_moves_nothing(String amount) {
    Wallet wallet = acme.walletWith(gbp(100));

    Response answer =
        acme.move(wallet.path() + "/top-ups", "{\"amount\":" + amount + ",\"currency\":\"GBP\"}");

    assertThat(refused(answer).getInt("status")).isEqualTo(400);
    assertThat(wallet.balance().posted()).isEqualTo(100);
  }

  @Test
  void a_key_that_a_conflict_left_free_serves_any_other_request() {
    Wallet wallet = acme.walletWith(gbp(100));
    String path = wallet.path() + "/withdrawals";
    wallet.freeze();
    refused(acme.move(path, wallet.money(10), "once"), 409, "wallet_frozen");
    wallet.unfreeze();

    assertThat(acme.move(path, wallet.money(20), "once").statusCode()).isEqualTo(201);

    refused(acme.move(path, wallet.money(10), "once"), 422, "idempotency_key_reused");
    refused(
        acme.move(wallet.path() + "/top-ups", wallet.money(20), "once"),
        422,
        "idempotency_key_reused");
    refused(
        acme.move(acme.wallet("GBP").path() + "/withdrawals", wallet.money(20), "once"),
        422,
        "idempotency_key_reused");
    assertThat(wallet.balance().posted()).isEqualTo(80);
  }

  @Test
  void of_two_who_give_back_the_same_money_one_does() {
    Card card = acme.walletWith(gbp(2_000)).card();
    Authorization held = card.authorize(1_000);
    Authorization cleared = card.authorize(1_000).clear(1_000);

    oneOf(held, "reversals", 1_000, "amount_exceeds_hold");
    oneOf(cleared, "refunds", 600, "amount_exceeds_cleared");

    assertThat(card.wallet().balance().available()).isEqualTo(1_600);
  }

  private static void oneOf(
      Authorization authorization, String operation, long amount, String refusal) {
    List<Response> answers =
        Together.run(2, thread -> authorization.attempt(operation, Map.of("amount", amount)));
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 201)).hasSize(1);
    answers.stream()
        .filter(answer -> answer.statusCode() != 201)
        .forEach(answer -> refused(answer, 422, refusal));
  }

  @Test
  void a_late_clearing_counts_in_the_day_of_its_authorization_beside_what_was_cleared() {
    Card card = acme.walletWith(gbp(2_000)).card(Limit.daily(5_000));
    Authorization held = card.authorize(1_000);

    Authorization cleared = held.clearFinally(400);
    assertThat(cleared.amounts().released()).isEqualTo(600);
    assertThat(card.used("DAILY")).isEqualTo(new Used(400, 1));

    Authorization late = held.clear(700);
    assertThat(late.answer().getBoolean("operation.late")).isTrue();
    assertThat(late.amounts().excess()).isEqualTo(700);
    assertThat(card.used("DAILY")).isEqualTo(new Used(1_100, 1));
  }

  @Test
  void one_network_reference_is_one_purchase_however_it_comes() {
    Card card = acme.walletWith(gbp(1_000)).card();
    Map<String, Object> purchase = Body.with(card.purchase(100), "networkReference", "N-1");
    Map<String, Object> batch = Map.of("items", List.of(purchase, purchase));

    List<Response> answers =
        Together.run(
            4,
            thread ->
                thread < 2
                    ? acme.move("/v1/authorizations", purchase)
                    : acme.move("/v1/authorizations/batch", batch));

    List<String> ids = new ArrayList<>();
    answers.subList(0, 2).forEach(answer -> ids.add(answer.path("id")));
    answers.subList(2, 4).forEach(answer -> ids.addAll(answer.path("items.authorization.id")));
    assertThat(ids).hasSize(6).containsOnly(ids.getFirst());
    assertThat(card.wallet().balance().held()).isEqualTo(100);
    refused(
        acme.move("/v1/authorizations", Body.with(purchase, "amount", 101)),
        409,
        "network_reference_reused");
    assertThat(
            acme.move(
                    "/v1/authorizations/" + ids.getFirst() + "/reversals",
                    Map.of("amount", 100, "networkReference", "N-1"))
                .statusCode())
        .isEqualTo(201);
  }

  /** On the 7th of September 2025, Santiago's clocks went from midnight to 01:00. */
  @Test
  void a_day_without_midnight_begins_for_purchases_when_it_begins_for_people() {
    Card card = acme.walletWith(gbp(1_000)).card(Limit.daily(100).in("America/Santiago"));

    assertThat(card.authorize(at(card, 100, "2025-09-07T03:59:59Z")).approved()).isTrue();
    Authorization onTheSixth = card.authorize(at(card, 1, "2025-09-07T03:59:59Z"));
    assertThat(card.authorize(at(card, 100, "2025-09-07T04:00:00Z")).approved()).isTrue();
    Authorization onTheSeventh = card.authorize(at(card, 1, "2025-09-08T02:59:59Z"));
    assertThat(card.authorize(at(card, 100, "2025-09-08T03:00:00Z")).approved()).isTrue();

    assertThat(onTheSixth.answer().getString("declineDetail.limit.windowStart"))
        .isEqualTo("2025-09-06T04:00:00Z");
    assertThat(onTheSeventh.answer().getString("declineDetail.limit.windowStart"))
        .isEqualTo("2025-09-07T04:00:00Z");
  }

  private static Map<String, Object> at(Card card, long amount, String occurredAt) {
    return Body.with(card.purchase(amount), "occurredAt", occurredAt);
  }

  @Test
  void the_feed_tells_each_event_once_and_those_of_a_subject_in_order_whoever_writes() {
    List<Card> cards =
        IntStream.rangeClosed(0, WRITERS)
            .mapToObj(number -> acme.walletWith(gbp(IN_A_BATCH)).card())
            .toList();
    int before = 3 * (WRITERS + 1);
    int expected = before + IN_A_BATCH + WRITERS * 10 * 2;
    Feed feed = new Feed(acme, 100);

    Together.run(
        WRITERS + 2,
        thread -> {
          if (thread > WRITERS) {
            feed.readAsMany(expected);
          } else if (thread == WRITERS) {
            purchaseAtOnce(cards.get(thread));
          } else {
            IntStream.range(0, 10).forEach(turn -> cards.get(thread).authorize(1).clear(1));
          }
          return thread;
        });

    assertThat(feed.events()).extracting(event -> event.get("id")).doesNotHaveDuplicates();
    Map<Object, List<Object>> told = new LinkedHashMap<>();
    feed.events()
        .forEach(
            event ->
                told.computeIfAbsent(event.get("subject"), first -> new ArrayList<>())
                    .add(event.get("type")));
    assertThat(Collections.frequency(told.values(), List.of("authorization.approved")))
        .isEqualTo(IN_A_BATCH);
    assertThat(
            Collections.frequency(
                told.values(), List.of("authorization.approved", "authorization.cleared")))
        .isEqualTo(WRITERS * 10);
  }

  private void purchaseAtOnce(Card card) {
    Response made =
        acme.move(
            "/v1/authorizations/batch",
            Map.of("items", Collections.nCopies(IN_A_BATCH, card.purchase(1))));
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(200);
    assertThat(made.jsonPath().getList("items.status")).containsOnly(201);
  }

  @Test
  void a_balance_of_the_past_stays_when_older_purchases_are_imported() {
    Wallet wallet = acme.walletWith(gbp(1_000));
    Card card = wallet.card();
    card.authorize(100);
    String entry = (String) wallet.entries().getFirst().get("at");
    String now = acme.get(wallet.path() + "/balance").path("at");
    List<String> instants = List.of(String.valueOf(entry), now);
    List<String> before = instants.stream().map(at -> balanceAt(wallet, at)).toList();

    card.authorize(at(card, 50, "2026-01-04T12:00:00Z")).clear(50);

    assertThat(instants.stream().map(at -> balanceAt(wallet, at)).toList()).isEqualTo(before);
    assertThat(wallet.balance().available()).isEqualTo(850);
  }

  private String balanceAt(Wallet wallet, String instant) {
    return acme.get(wallet.path() + "/balance?at=" + instant).asString();
  }
}
