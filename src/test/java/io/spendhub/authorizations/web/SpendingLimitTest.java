package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static io.spendhub.testing.api.Problems.refusedField;
import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.spendhub.limits.LimitWindow;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts against limits, and when; counters equal the authorizations after each test. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class SpendingLimitTest {
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
  @EnumSource(mode = EXCLUDE, names = "PER_AUTHORIZATION")
  void a_limit_binds_in_each_window(LimitWindow window) {
    Card card = wallet.card(Limit.of(window.name(), 100));

    assertThat(card.authorize(60).approved()).isTrue();
    assertThat(card.authorize(41).declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(card.authorize(40).approved()).isTrue();
    assertThat(card.authorize(1).declineCode()).isEqualTo("limit_amount_exceeded");
  }

  @Test
  void a_limit_per_authorization_binds_each_and_counts_none() {
    Card card = wallet.card(Limit.of("PER_AUTHORIZATION", 100));

    assertThat(card.authorize(101).declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(card.authorize(100).approved()).isTrue();
    assertThat(card.authorize(100).approved()).isTrue();
  }

  @Test
  void a_limit_by_count_counts_approvals_and_not_declines() {
    Card card = wallet.card(Limit.ofCount("MONTHLY", 2));

    assertThat(card.authorize(1).approved()).isTrue();
    assertThat(card.authorize(9_999_00).declineCode()).isEqualTo("insufficient_funds");
    assertThat(card.authorize(1).approved()).isTrue();
    assertThat(card.authorize(1).declineCode()).isEqualTo("limit_count_exceeded");
  }

  @Test
  void a_full_reversal_gives_back_the_amount_and_still_counts_one() {
    Card byAmount = wallet.card(Limit.daily(100));
    Card byCount = wallet.card(Limit.ofCount("DAILY", 1));

    byAmount.authorize(100).reverse(100);
    byCount.authorize(100).reverse(100);

    assertThat(byAmount.authorize(100).approved()).isTrue();
    assertThat(byCount.authorize(1).declineCode()).isEqualTo("limit_count_exceeded");
  }

  @Test
  void the_limits_of_a_wallet_count_what_all_its_cards_spend() {
    Wallet limited = acme.walletWith(gbp(1_000), Limit.daily(100), Limit.monthly(120));
    limited.card().authorize(70);

    Authorization declined = limited.card().authorize(31);

    assertThat(declined.declineCode()).isEqualTo("limit_amount_exceeded");
    JsonPath detail = declined.answer().setRootPath("declineDetail.limit");
    assertThat(detail.getString("owner")).isEqualTo("WALLET");
    assertThat(detail.getString("window")).isEqualTo("DAILY");
    assertThat(detail.getLong("amount")).isEqualTo(100);
    assertThat(detail.getLong("usedAmount")).isEqualTo(70);
    assertThat(detail.getLong("remainingAmount")).isEqualTo(30);
  }

  @Test
  void a_decline_names_the_card_before_the_wallet_and_the_smaller_window_first() {
    Wallet limited = acme.walletWith(gbp(1_000), Limit.of("PER_AUTHORIZATION", 1));
    Card card = limited.card(Limit.monthly(5), Limit.of("WEEKLY", 5), Limit.of("LIFETIME", 5));

    JsonPath detail = card.authorize(6).answer().setRootPath("declineDetail.limit");

    assertThat(detail.getString("owner")).isEqualTo("CARD");
    assertThat(detail.getString("window")).isEqualTo("WEEKLY");
    assertThat(detail.getString("windowStart")).isNotNull();
  }

  @Test
  void a_decline_tells_no_beginning_of_a_window_that_has_none() {
    Card card = wallet.card(Limit.of("PER_AUTHORIZATION", 5));
    Card used = wallet.card(Limit.of("LIFETIME", 5));

    assertThat(card.authorize(6).answer().<String, Object>getMap("declineDetail.limit"))
        .containsEntry("window", "PER_AUTHORIZATION")
        .doesNotContainKey("windowStart");
    assertThat(used.authorize(6).answer().<String, Object>getMap("declineDetail.limit"))
        .containsEntry("window", "LIFETIME")
        .doesNotContainKey("windowStart");
  }

  @Test
  void what_clears_beyond_a_limit_counts_and_nothing_remains() {
    Card card = wallet.card(Limit.daily(100));
    card.authorize(100).clear(150);

    Authorization declined = card.authorize(1);

    assertThat(declined.declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(declined.answer().getLong("declineDetail.limit.usedAmount")).isEqualTo(150);
    assertThat(declined.answer().getLong("declineDetail.limit.remainingAmount")).isZero();
  }

  @Test
  void a_force_post_counts_and_an_unlinked_refund_does_not() {
    Card card = wallet.card(Limit.daily(100));
    card.forcePost(90);
    card.refund(90);

    assertThat(card.authorize(11).declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(card.authorize(10).approved()).isTrue();
  }

  @Test
  void a_refund_gives_back_in_the_window_of_its_authorization() {
    Card card = wallet.card(Limit.daily(100));
    Authorization yesterday = card.authorize(at(card, 100, daysAgo(1))).clear(100);
    card.authorize(100);

    yesterday.refund(60);

    assertThat(card.authorize(1).declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(card.authorize(at(card, 61, daysAgo(1))).approved()).isFalse();
    assertThat(card.authorize(at(card, 60, daysAgo(1))).approved()).isTrue();
  }

  /** The contract's own example: 100 held on day 1, 40 cleared on day 2, reversed on day 3. */
  @Test
  void a_hold_of_100_that_clears_40_and_is_reversed_leaves_100_100_40_in_its_first_day() {
    Card card = wallet.card(Limit.daily(1_000));

    Authorization held = card.authorize(at(card, 100, daysAgo(3)));
    long first = used(card);
    operate(held, "clearings", 40, daysAgo(2));
    long second = used(card);
    operate(held, "reversals", 60, daysAgo(1));
    long third = used(card);

    assertThat(new long[] {first, second, third}).containsExactly(100, 100, 40);
    assertThat(windows(card)).isEqualTo(1);
    assertThat(countersOf(card, "used_count")).isEqualTo(1);
  }

  @Test
  void an_import_finds_the_window_of_its_own_time() {
    Card card = wallet.card(Limit.daily(100));
    card.authorize(at(card, 100, daysAgo(40)));

    assertThat(card.authorize(at(card, 1, daysAgo(40))).approved()).isFalse();
    assertThat(card.authorize(at(card, 100, daysAgo(39))).approved()).isTrue();
    assertThat(card.authorize(100).approved()).isTrue();
    assertThat(windows(card)).isEqualTo(3);
  }

  @Test
  void the_time_of_an_import_decides_nothing_but_windows() {
    Card card = wallet.card();
    String occurredAt = daysAgo(40);

    JsonPath imported = card.authorize(at(card, 100, occurredAt)).answer();

    Instant created = Instant.parse(imported.getString("createdAt"));
    assertThat(Instant.parse(imported.getString("occurredAt")))
        .isEqualTo(Instant.parse(occurredAt));
    assertThat(created).isAfter(Instant.now().minus(1, DAYS));
    assertThat(Instant.parse(imported.getString("expiresAt"))).isEqualTo(created.plus(7, DAYS));
    assertThat(imported.getString("status")).isEqualTo("PENDING");
    assertThat(Instant.parse((String) wallet.entries().getFirst().get("at"))).isEqualTo(created);
  }

  /** 23:30 UTC is the next day already where the limit's clocks are an hour ahead. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-10T23:30:00Z, 2026-01-11T00:30:00Z, Europe/London, false",
    "2026-01-10T23:30:00Z, 2026-01-11T00:30:00Z, Europe/Berlin, true",
    "2026-07-10T22:30:00Z, 2026-07-10T23:30:00Z, Europe/London, false",
    "2026-03-29T00:30:00Z, 2026-03-29T22:30:00Z, Europe/London, true",
    "2026-03-29T00:30:00Z, 2026-03-29T23:30:00Z, Europe/London, false",
  })
  void a_day_is_a_day_of_the_zone_of_the_limit(
      String first, String second, String zone, boolean same) {
    Card card = wallet.card(Limit.daily(100).in(zone));
    card.authorize(at(card, 100, first));

    assertThat(card.authorize(at(card, 1, second)).approved()).isEqualTo(!same);
  }

  @Test
  void a_time_of_occurrence_needs_the_scope_to_import() {
    Card card = wallet.card();
    Authorization authorization = card.authorize(10);
    Spending clerk = acme.withScopes("authorizations:write", "authorizations:read");
    String yesterday = daysAgo(1);
    Map<String, Object> operation = Map.of("amount", 1, "occurredAt", yesterday);

    for (String path : new String[] {"/v1/authorizations", "/v1/force-posts", "/v1/refunds"}) {
      refused(clerk.move(path, at(card, 1, yesterday)), 403, "forbidden");
      assertThat(clerk.move(path, card.purchase(1)).statusCode()).isEqualTo(201);
    }
    refused(clerk.move(authorization.path() + "/clearings", operation), 403, "forbidden");
    Spending importer = acme.withScopes("authorizations:write", "authorizations:import");
    assertThat(importer.move("/v1/authorizations", at(card, 1, yesterday)).statusCode())
        .isEqualTo(201);
  }

  @Test
  void a_time_of_occurrence_is_in_the_past() {
    Card card = wallet.card();
    String tomorrow = Instant.now().plus(1, DAYS).toString();
    Map<String, Object> operation = Map.of("amount", 1, "occurredAt", tomorrow);

    for (String path : new String[] {"/v1/authorizations", "/v1/force-posts", "/v1/refunds"}) {
      refusedField(acme.move(path, at(card, 1, tomorrow)), "/occurredAt", "not_in_past");
    }
    refusedField(card.authorize(10).attempt("clearings", operation), "/occurredAt", "not_in_past");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "1900-01-01T00:00:00+23:59"})
  void a_time_of_occurrence_long_ago_never_breaks_a_window(String longAgo) {
    Card card =
        wallet.card(
            Limit.daily(5).in("Pacific/Kiritimati"),
            Limit.of("YEARLY", 5).in("America/Los_Angeles"));

    Response answer = acme.move("/v1/authorizations", at(card, 1, longAgo));

    assertThat(answer.statusCode()).as(answer.asString()).isIn(201, 400);
  }

  @Test
  void a_counter_that_would_pass_what_it_can_count_refuses_the_purchase() {
    Wallet rich = acme.walletWith(gbp(Long.MAX_VALUE));
    Card card = rich.card(Limit.ofCount("LIFETIME", 9));
    assertThat(card.authorize(Long.MAX_VALUE).approved()).isTrue();

    refused(
        acme.move("/v1/force-posts", card.purchase(Long.MAX_VALUE)), 422, "amount_out_of_range");

    assertThat(rich.balance().posted()).isEqualTo(Long.MAX_VALUE);
    assertThat(rich.balance().held()).isEqualTo(Long.MAX_VALUE);
  }

  /** Rules of timezones change, and a process may have newer ones than another. */
  @Test
  void a_counter_that_another_calendar_began_later_is_not_taken_for_the_window_at_hand() {
    Card card = acme.walletWith(gbp(1_000)).card(Limit.of("YEARLY", 100));
    assertThat(card.authorize(60).approved()).isTrue();
    Stored.change(
        """
        insert into limits.counters
        select organization_id, limit_id, now(), 1, 1 from limits.counters
        where organization_id = ? and used_amount = 60
        """,
        acme.organizationId());

    Authorization beyond = card.authorize(50);
    Authorization within = card.authorize(40);
    Stored.change(
        "delete from limits.counters where organization_id = ? and used_amount = 1",
        acme.organizationId());

    assertThat(beyond.declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(within.approved()).isTrue();
    assertThat(used(card)).isEqualTo(100);
  }

  private static Map<String, Object> at(Card card, long amount, String occurredAt) {
    return Body.with(card.purchase(amount), "occurredAt", occurredAt);
  }

  private static String daysAgo(int days) {
    return Instant.now().truncatedTo(DAYS).minus(days, DAYS).plusSeconds(43_200).toString();
  }

  private static void operate(Authorization held, String operation, long amount, String at) {
    Response answer = held.attempt(operation, Map.of("amount", amount, "occurredAt", at));
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
  }

  private static long used(Card card) {
    return countersOf(card, "used_amount");
  }

  private static long windows(Card card) {
    return countersOf(card, "1");
  }

  private static long countersOf(Card card, String column) {
    return Stored.number(
        """
        select coalesce(sum(%s), 0) from limits.counters c
        join limits.spending_limits l on l.id = c.limit_id where l.owner_id = ?
        """
            .formatted(column),
        UUID.fromString(card.id()));
  }
}
