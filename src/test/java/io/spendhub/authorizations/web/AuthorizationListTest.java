package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.identity.Tenant;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class AuthorizationListTest {
  private Spending acme;
  private Wallet travel;
  private Card card;
  private Card elsewhere;
  private Authorization pending;
  private Authorization partlyCleared;
  private Authorization cleared;
  private Authorization reversed;
  private Authorization declined;
  private Authorization other;

  @BeforeEach
  void spendInEveryWay() {
    acme = Spending.inANewOrganization();
    travel = acme.walletWith(gbp(1_000));
    card = travel.card();
    elsewhere = acme.walletWith(gbp(1_000)).card();
    pending = card.authorize(10);
    partlyCleared = card.authorize(20).clear(5);
    cleared = travel.card().forcePost(30);
    reversed = card.authorize(40).reverse(40);
    declined = card.authorize(2_000);
    other = elsewhere.authorize(50);
  }

  @Test
  void authorizations_are_listed_newest_first() {
    assertThat(ids(""))
        .isEqualTo(idsOf(other, declined, reversed, cleared, partlyCleared, pending));
    assertThat(acme.all("/v1/authorizations", 1)).isEqualTo(acme.all("/v1/authorizations", 200));
  }

  @Test
  void a_list_shows_them_as_they_read_with_their_operations() {
    assertThat(acme.all("/v1/authorizations", 10))
        .isEqualTo(
            Stream.of(other, declined, reversed, cleared, partlyCleared, pending)
                .map(each -> each.now().answer().getMap("$"))
                .toList());
  }

  @Test
  void authorizations_are_listed_by_card_and_wallet() {
    assertThat(ids("?cardId=" + card.id()))
        .isEqualTo(idsOf(declined, reversed, partlyCleared, pending));
    assertThat(ids("?cardId=" + elsewhere.id())).isEqualTo(idsOf(other));
    assertThat(ids("?walletId=" + travel.id()))
        .isEqualTo(idsOf(declined, reversed, cleared, partlyCleared, pending));
    assertThat(ids("?walletId=" + travel.id() + "&cardId=" + elsewhere.id())).isEmpty();
    assertThat(ids("?cardId=" + Tenant.nobody())).isEmpty();
  }

  @Test
  void authorizations_are_listed_by_status_and_decision() {
    assertThat(ids("?status=PENDING")).isEqualTo(idsOf(other, pending));
    assertThat(ids("?status=PARTIALLY_CLEARED")).isEqualTo(idsOf(partlyCleared));
    assertThat(ids("?status=CLEARED")).isEqualTo(idsOf(cleared));
    assertThat(ids("?status=REVERSED")).isEqualTo(idsOf(reversed));
    assertThat(ids("?status=DECLINED")).isEqualTo(idsOf(declined));
    assertThat(ids("?status=EXPIRED")).isEmpty();
    assertThat(ids("?decision=DECLINED")).isEqualTo(idsOf(declined));
    assertThat(ids("?decision=APPROVED")).hasSize(5).doesNotContain(declined.id());
    assertThat(ids("?decision=DECLINED&status=PENDING")).isEmpty();
  }

  @Test
  void authorizations_are_listed_from_one_instant_up_to_another() {
    String from = partlyCleared.answer().getString("createdAt");
    String to = declined.answer().getString("createdAt");

    assertThat(ids("?from=" + from))
        .isEqualTo(idsOf(other, declined, reversed, cleared, partlyCleared));
    assertThat(ids("?to=" + to)).isEqualTo(idsOf(reversed, cleared, partlyCleared, pending));
    assertThat(ids("?from=" + from + "&to=" + to + "&cardId=" + card.id()))
        .isEqualTo(idsOf(reversed, partlyCleared));
    assertThat(ids("?from=" + to + "&to=" + from)).isEmpty();
  }

  @Test
  void a_period_is_that_of_ledger_time_where_clocks_of_hosts_are_hours_apart() {
    createdAt(pending, "+ interval '14 hours'");
    createdAt(cleared, "- interval '14 hours'");
    Instant now = Instant.now();

    assertThat(ids("?from=" + now.plus(13, HOURS))).isEqualTo(idsOf(pending));
    assertThat(ids("?to=" + now.minus(13, HOURS))).isEqualTo(idsOf(cleared));
  }

  private static void createdAt(Authorization authorization, String shift) {
    Stored.change(
        "update authorizations.authorizations set created_at = created_at %s where id = ?"
            .formatted(shift),
        UUID.fromString(authorization.id()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=OPEN",
        "status=pending",
        "decision=MAYBE",
        "cardId=1",
        "walletId=x",
        "from=today",
        "to=1",
        "limit=201",
        "cursor=x",
        "merchant=shop",
        "status=PENDING&status=CLEARED",
      })
  void a_query_that_makes_no_sense_is_refused(String query) {
    assertThat(refused(acme.get("/v1/authorizations?" + query)).getInt("status")).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-18:00"})
  void the_ends_of_time_never_break_a_list(String time) {
    assertThat(acme.get("/v1/authorizations?from=" + time).statusCode()).isIn(200, 400);
    assertThat(acme.get("/v1/authorizations?to=" + time).statusCode()).isIn(200, 400);
  }

  private List<Object> ids(String query) {
    return acme.all("/v1/authorizations" + query, 3).stream()
        .map(authorization -> authorization.get("id"))
        .toList();
  }

  private static List<Object> idsOf(Authorization... authorizations) {
    return Stream.of(authorizations).map(each -> (Object) each.id()).toList();
  }
}
