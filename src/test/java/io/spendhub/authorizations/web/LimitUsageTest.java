package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Used;
import io.spendhub.testing.api.Wallet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is used of limits, and what changing them does to it; the counters prove themselves. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class LimitUsageTest {
  private static final String LONG_AGO = "2025-06-15T12:00:00Z";

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

  @ParameterizedTest
  @ValueSource(strings = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY", "LIFETIME"})
  void a_count_binds_in_each_window_on_cards_and_on_wallets(String window) {
    Card card = wallet.card(Limit.ofCount(window, 1));
    assertThat(card.authorize(1).approved()).isTrue();
    assertThat(card.authorize(1).declineCode()).isEqualTo("limit_count_exceeded");

    Wallet counting = acme.walletWith(gbp(100), Limit.ofCount(window, 1));
    assertThat(counting.card().authorize(1).approved()).isTrue();
    assertThat(counting.card().authorize(1).declineCode()).isEqualTo("limit_count_exceeded");
    assertThat(counting.used(window)).isEqualTo(new Used(1, 1));
  }

  @Test
  void usage_tells_all_of_a_limit() {
    Map<String, Object> both = Body.with(Limit.daily(100).fields(), "count", 3);
    Card card = wallet.card(new Limit(both).in("Asia/Tokyo"));
    card.authorize(60);

    JsonPath usage = limits(card.path()).setRootPath("data[0]");

    assertThat(usage.getString("window")).isEqualTo("DAILY");
    assertThat(usage.getLong("amount")).isEqualTo(100);
    assertThat(usage.getLong("count")).isEqualTo(3);
    assertThat(usage.getLong("usedAmount")).isEqualTo(60);
    assertThat(usage.getLong("usedCount")).isEqualTo(1);
    assertThat(usage.getLong("remainingAmount")).isEqualTo(40);
    assertThat(usage.getLong("remainingCount")).isEqualTo(2);
    assertThat(usage.getString("timezone")).isEqualTo("Asia/Tokyo");
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    Instant start = Instant.parse(usage.getString("windowStart"));
    LocalDate today = LocalDate.ofInstant(start, tokyo);
    assertThat(start).isEqualTo(today.atStartOfDay(tokyo).toInstant()).isBefore(Instant.now());
    assertThat(Instant.parse(usage.getString("resetsAt")))
        .isEqualTo(today.plusDays(1).atStartOfDay(tokyo).toInstant())
        .isAfter(Instant.now());
  }

  @Test
  void usage_lists_limits_in_the_order_of_their_windows() {
    Card card =
        wallet.card(
            Limit.ofCount("LIFETIME", 5),
            Limit.monthly(10),
            Limit.of("PER_AUTHORIZATION", 7),
            Limit.of("WEEKLY", 9));
    card.authorize(3);

    List<String> windows = limits(card.path()).getList("data.window");
    JsonPath single = limits(card.path()).setRootPath("data[0]");
    JsonPath lifetime = limits(card.path()).setRootPath("data[3]");

    assertThat(windows).containsExactly("PER_AUTHORIZATION", "WEEKLY", "MONTHLY", "LIFETIME");
    assertThat(single.getLong("remainingAmount")).isEqualTo(7);
    assertThat(lifetime.getMap("")).doesNotContainKeys("amount", "remainingAmount", "resetsAt");
    assertThat(lifetime.getLong("remainingCount")).isEqualTo(4);
  }

  @Test
  void nothing_remains_of_a_limit_that_clearings_passed() {
    Card card = wallet.card(Limit.daily(100));
    card.authorize(100).clear(150);

    JsonPath usage = limits(card.path()).setRootPath("data[0]");

    assertThat(usage.getLong("usedAmount")).isEqualTo(150);
    assertThat(usage.getLong("remainingAmount")).isZero();
  }

  @Test
  void increments_count_in_every_window_and_within_the_limit_of_one_authorization() {
    Card card = wallet.card(Limit.of("PER_AUTHORIZATION", 100), Limit.daily(150));
    Authorization held = card.authorize(60);

    JsonPath tooMuch = held.increment(41).answer();
    assertThat(tooMuch.getString("operation.declineCode")).isEqualTo("limit_amount_exceeded");
    assertThat(held.increment(40).amounts().held()).isEqualTo(100);
    assertThat(held.increment(1).answer().getString("operation.decision")).isEqualTo("DECLINED");

    assertThat(card.used("DAILY")).isEqualTo(new Used(100, 1));
    assertThat(card.authorize(51).declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(card.authorize(50).approved()).isTrue();
  }

  @Test
  void a_limit_per_authorization_has_room_for_what_was_reversed_or_refunded() {
    Card card = wallet.card(Limit.of("PER_AUTHORIZATION", 100));
    Authorization held = card.authorize(100).clear(30);
    assertThat(decisionOnIncrement(held, 1)).isEqualTo("DECLINED");

    held.reverse(20);
    assertThat(decisionOnIncrement(held, 21)).isEqualTo("DECLINED");
    assertThat(decisionOnIncrement(held, 20)).isEqualTo("APPROVED");

    held.refund(30);
    assertThat(decisionOnIncrement(held, 31)).isEqualTo("DECLINED");
    assertThat(decisionOnIncrement(held, 30)).isEqualTo("APPROVED");
  }

  private static String decisionOnIncrement(Authorization held, long amount) {
    return held.increment(amount).answer().getString("operation.decision");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY", "LIFETIME"})
  void a_new_limit_is_computed_from_what_was_spent_before(String window) {
    Card card = wallet.card();
    card.authorize(at(card, 7, LONG_AGO));
    card.authorize(100).clear(70).reverse(30).refund(20);
    card.authorize(10).reverse(10);
    card.forcePost(5);
    card.refund(3);
    card.authorize(999_999_99);
    long ago = window.equals("LIFETIME") ? 7 : 0;

    card.limit(Limit.of(window, 60));
    wallet.limit(Limit.of(window, 60));

    Used used = new Used(50 + 5 + ago, ago == 0 ? 3 : 4);
    assertThat(card.used(window)).isEqualTo(used);
    assertThat(wallet.used(window)).isEqualTo(used);
    long remaining = 60 - used.amount() < 0 ? 0 : 60 - used.amount();
    assertThat(card.authorize(remaining + 1).declineCode()).isEqualTo("limit_amount_exceeded");
  }

  @Test
  void a_late_arrival_finds_the_window_that_was_computed_for_it() {
    Card card = wallet.card();
    Authorization longAgo = card.authorize(at(card, 80, LONG_AGO));
    card.limit(Limit.daily(100));

    assertThat(card.authorize(at(card, 21, LONG_AGO)).declineCode())
        .isEqualTo("limit_amount_exceeded");
    longAgo.reverse(1);
    assertThat(card.authorize(at(card, 21, LONG_AGO)).approved()).isTrue();
    assertThat(card.used("DAILY")).isEqualTo(new Used(0, 0));
  }

  @Test
  void an_edit_keeps_what_was_used() {
    Card card = wallet.card(Limit.daily(100));
    card.authorize(60);
    String before = onlyLimitOf(card);

    card.limit(Limit.daily(70));
    assertThat(card.used("DAILY")).isEqualTo(new Used(60, 1));
    assertThat(card.authorize(11).declineCode()).isEqualTo("limit_amount_exceeded");
    card.limit(Limit.ofCount("DAILY", 1));
    assertThat(card.authorize(1).declineCode()).isEqualTo("limit_count_exceeded");
    card.limit(Limit.daily(50));
    assertThat(limits(card.path()).getLong("data[0].remainingAmount")).isZero();

    assertThat(onlyLimitOf(card)).isEqualTo(before);
  }

  /** 23:30 UTC belongs to the next day in Berlin, and to the same one in London's winter. */
  @Test
  void another_timezone_counts_again_from_what_exists() {
    Card card = wallet.card(Limit.daily(100));
    String evening = "2026-01-10T23:30:00Z";
    String next = "2026-01-11T12:00:00Z";
    card.authorize(at(card, 60, evening));
    assertThat(card.preview(at(card, 100, next)).getString("decision")).isEqualTo("APPROVED");

    card.limit(Limit.daily(100).in("Europe/Berlin"));

    assertThat(card.authorize(at(card, 41, next)).declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(card.authorize(at(card, 40, next)).approved()).isTrue();
    card.limit(Limit.daily(100).in("Europe/London"));
    assertThat(card.authorize(at(card, 61, next)).declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(card.authorize(at(card, 60, next)).approved()).isTrue();
  }

  /** 2026-01-04 is a Sunday, 2026-01-05 a Monday. */
  @Test
  void another_first_day_of_the_week_counts_again_from_what_exists() {
    Limit byMonday = Limit.of("WEEKLY", 100);
    Card card = wallet.card(byMonday);
    card.authorize(at(card, 100, "2026-01-04T12:00:00Z"));
    Map<String, Object> monday = at(card, 1, "2026-01-05T12:00:00Z");
    assertThat(card.authorize(monday).approved()).isTrue();

    card.limit(new Limit(Body.with(byMonday.fields(), "weekStart", "SUNDAY")));

    assertThat(card.authorize(monday).declineCode()).isEqualTo("limit_amount_exceeded");
    card.limit(byMonday);
    assertThat(card.authorize(monday).approved()).isTrue();
  }

  @Test
  void a_limit_that_is_removed_binds_no_more_and_leaves_no_counter() {
    Card card = wallet.card(Limit.daily(10), Limit.monthly(20));
    card.authorize(10);

    card.limit(Limit.monthly(20));

    assertThat(limits(card.path()).getList("data.window")).isEqualTo(List.of("MONTHLY"));
    assertThat(card.authorize(10).approved()).isTrue();
    assertThat(card.authorize(1).declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(counters(card)).isEqualTo(1);
    card.limit();
    assertThat(card.authorize(100).approved()).isTrue();
    assertThat(counters(card)).isZero();
  }

  @Test
  void a_limit_that_comes_back_knows_what_was_spent_without_it() {
    Card card = wallet.card(Limit.daily(10));
    card.authorize(10);
    card.limit();
    card.authorize(500);

    card.limit(Limit.daily(600));

    assertThat(card.used("DAILY")).isEqualTo(new Used(510, 2));
  }

  @Test
  void a_limit_that_could_not_count_what_was_spent_is_refused() {
    Wallet rich = acme.walletWith(gbp(Long.MAX_VALUE));
    Card card = rich.card();
    card.authorize(Long.MAX_VALUE);
    card.forcePost(Long.MAX_VALUE);
    List<Map<String, Object>> limits = List.of(Limit.of("LIFETIME", 1).fields());

    refused(card.change(Map.of("limits", limits)), 422, "amount_out_of_range");
    refused(rich.change(Map.of("limits", limits)), 422, "amount_out_of_range");

    assertThat(limits(card.path()).getList("data")).isEmpty();
  }

  @Test
  void a_limit_of_nothing_stops_everything() {
    Card byAmount = wallet.card(Limit.daily(0));
    Card byCount = wallet.card(Limit.ofCount("DAILY", 0));

    assertThat(byAmount.authorize(1).declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(byCount.authorize(1).declineCode()).isEqualTo("limit_count_exceeded");
  }

  @Test
  void limits_of_unknown_and_foreign_owners_are_not_told() {
    Spending rival = Spending.inANewOrganization();

    refused(rival.get(wallet.path() + "/limits"), 404, "wallet_not_found");
    refused(acme.get("/v1/cards/" + Tenant.nobody() + "/limits"), 404, "card_not_found");
  }

  private JsonPath limits(String path) {
    Response limits = acme.get(path + "/limits");
    assertThat(limits.statusCode()).as(limits.asString()).isEqualTo(200);
    return limits.jsonPath();
  }

  private static Map<String, Object> at(Card card, long amount, String occurredAt) {
    return Body.with(card.purchase(amount), "occurredAt", occurredAt);
  }

  private static String onlyLimitOf(Card card) {
    List<String> ids =
        Stored.texts(
            "select id from limits.spending_limits where owner_id = ?", UUID.fromString(card.id()));
    assertThat(ids).hasSize(1);
    return ids.getFirst();
  }

  private static long counters(Card card) {
    return Stored.number(
        """
        select count(*) from limits.counters c
        join limits.spending_limits l on l.id = c.limit_id where l.owner_id = ?
        """,
        UUID.fromString(card.id()));
  }
}
