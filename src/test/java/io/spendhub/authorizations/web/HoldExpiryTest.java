package io.spendhub.authorizations.web;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Amounts;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Balance;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Holds;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Used;
import io.spendhub.testing.api.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds that nobody cleared in time are given back by themselves. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class HoldExpiryTest {
  /** One wait serves all of what can be seen after it. */
  @Test
  void a_hold_whose_time_is_over_is_given_back_by_itself() {
    Spending acme = Spending.inANewOrganization();
    Wallet wallet = acme.walletWith(gbp(1_000));
    Card card = wallet.card(Limit.daily(900));
    Authorization whole = card.authorize(300).increment(50);
    Authorization partly = card.authorize(200).clear(80);
    Authorization other = card.authorize(10);
    Holds.endNow(whole);
    Holds.endNow(partly);

    Until.holds(() -> whole.now().status().equals("EXPIRED"));
    Until.holds(() -> partly.now().status().equals("EXPIRED"));

    assertThat(whole.now().amounts()).isEqualTo(new Amounts(300, 0, 0, 0, 350, 0));
    assertThat(partly.now().amounts()).isEqualTo(new Amounts(200, 0, 80, 0, 120, 0));
    assertThat(other.now().status()).isEqualTo("PENDING");
    assertThat(wallet.balance()).isEqualTo(new Balance(920, 10, 910));
    assertThat(card.used("DAILY")).isEqualTo(new Used(90, 3));
    assertThat(partly.now().answer().getList("operations.kind"))
        .isEqualTo(List.of("CLEARING", "EXPIRY"));
    assertThat(wallet.entries().getFirst()).containsEntry("kind", "RELEASE");
    assertThat(expiredEvents(whole)).isEqualTo(1);
    Holds.putEndsBack(acme);
    acme.proveLedger();
    assertNothingIsLeftToDo(whole);
    assertLateClearingsPost(acme, wallet, card, whole, partly);
  }

  private static void assertNothingIsLeftToDo(Authorization expired) {
    refused(expired.attempt("reversals", Map.of("amount", 1)), 422, "amount_exceeds_hold");
    assertThat(refused(expired.attempt("increments", Map.of("amount", 1))).getInt("status"))
        .isEqualTo(409);
  }

  private static void assertLateClearingsPost(
      Spending acme, Wallet wallet, Card card, Authorization whole, Authorization partly) {
    Authorization late = whole.clear(340);
    assertThat(late.answer().getBoolean("operation.late")).isTrue();
    assertThat(late.status()).isEqualTo("EXPIRED");
    assertThat(late.amounts()).isEqualTo(new Amounts(300, 0, 340, 0, 350, 340));
    assertThat(partly.clear(20).refund(100).status()).isEqualTo("EXPIRED");
    assertThat(card.used("DAILY")).isEqualTo(new Used(340 + 10, 3));
    assertThat(wallet.balance()).isEqualTo(new Balance(1_000 - 340, 10, 650));
    Holds.putEndsBack(acme);
    acme.proveLedger();
  }

  /** A process whose clock was ahead once has noted that all holds until tomorrow were done. */
  @Test
  void a_note_of_what_was_done_that_lies_ahead_keeps_no_hold_from_its_end() {
    Card card = Spending.inANewOrganization().walletWith(gbp(100)).card();
    Authorization held = card.authorize(100);
    Holds.endNow(held);
    Stored.change(
        "update authorizations.expiry_progress set done_up_to = now() + interval '1 day'");

    Until.holds(() -> held.now().status().equals("EXPIRED"));
  }

  /** Nobody was there to do it, or this organization alone had too much to be done. */
  @Test
  void what_was_not_given_back_in_time_is_given_back_later() {
    Authorization first = Spending.inANewOrganization().walletWith(gbp(100)).card().authorize(1);
    endedAnHourAgo(first);
    Stored.change(
        "update authorizations.expiry_progress set done_up_to = now() - interval '2 hours'");
    Until.holds(() -> first.now().status().equals("EXPIRED"));

    Spending behind = Spending.inANewOrganization();
    Authorization second = behind.walletWith(gbp(100)).card().authorize(1);
    endedAnHourAgo(second);
    Stored.change(
        """
        with behind as (insert into authorizations.expiry_arrears (organization_id, done_up_to)
                        values (?, now() - interval '2 hours'))
        update authorizations.expiry_progress set done_up_to = now()
        """,
        behind.organizationId());
    Until.holds(() -> second.now().status().equals("EXPIRED"));
  }

  private static void endedAnHourAgo(Authorization held) {
    Stored.change(
        "update authorizations.authorizations set expires_at = now() - interval '1 hour'"
            + " where id = ?",
        UUID.fromString(held.id()));
  }

  @Test
  void until_its_release_is_posted_a_hold_binds_and_its_clearing_is_not_late() {
    Spending acme = Spending.inANewOrganization();
    Card card = acme.walletWith(gbp(100)).card();
    Authorization held = card.authorize(100);
    assertThat(card.authorize(1).declineCode()).isEqualTo("insufficient_funds");
    Holds.endNow(held);

    Authorization cleared = held.clear(100);

    // Between the two the job may have come by; then it is late, and the status says so.
    boolean late = cleared.answer().getBoolean("operation.late");
    assertThat(cleared.status()).isEqualTo(late ? "EXPIRED" : "CLEARED");
    Holds.putEndsBack(acme);
    acme.proveLedger();
  }

  @ParameterizedTest
  @CsvSource({"5411, 7", "7011, 30", "7512, 30", "3000, 30", "5541, 2", "9999, 7"})
  void a_hold_lasts_as_long_as_its_category_says(String mcc, int days) {
    Card card = Spending.inANewOrganization().walletWith(gbp(100)).card();
    Map<String, Object> purchase =
        Body.with(
            card.purchaseAt(Map.of("name", "Shop", "mcc", mcc), 1),
            "occurredAt",
            "2026-01-04T12:00:00Z");

    var answer = card.authorize(purchase).answer();

    assertThat(Instant.parse(answer.getString("expiresAt")))
        .isEqualTo(Instant.parse(answer.getString("createdAt")).plus(Duration.ofDays(days)));
  }

  private static long expiredEvents(Authorization authorization) {
    return Stored.number(
        "select count(*) from platform.events where type = 'authorization.expired' and subject = ?",
        UUID.fromString(authorization.id()));
  }
}
