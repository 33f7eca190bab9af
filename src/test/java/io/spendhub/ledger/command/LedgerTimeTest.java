package io.spendhub.ledger.command;

import static io.spendhub.testing.api.Cash.gbp;
import static io.spendhub.testing.api.Problems.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Used;
import io.spendhub.testing.api.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ledger time is an account's own, whatever the clock of the host that stamps it says. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class LedgerTimeTest {
  @Test
  void ledger_time_never_goes_back_although_a_clock_does() {
    Spending acme = Spending.inANewOrganization();
    Wallet wallet = acme.walletWith(gbp(100));
    Wallet other = acme.walletWith(gbp(100));
    Instant ahead = Instant.now().plus(Duration.ofMinutes(2));
    lastCommit(wallet, ahead);

    wallet.topUp(1);
    wallet.topUp(2);
    wallet.transferTo(other, 3);
    other.topUp(4);

    List<Instant> times = times(wallet);
    assertThat(times).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
    assertThat(times.subList(0, 3)).hasSize(3).allMatch(time -> time.isAfter(ahead));
    assertThat(times(other).getFirst()).isAfter(times.getFirst());
    acme.proveLedger();
  }

  @Test
  void the_balance_of_now_has_all_that_happened_although_a_clock_was_ahead() {
    Spending acme = Spending.inANewOrganization();
    Wallet wallet = acme.walletWith(gbp(100));
    lastCommit(wallet, Instant.now().plus(Duration.ofDays(2)));
    wallet.topUp(7);

    JsonPath now = acme.get(wallet.path() + "/balance").jsonPath();

    String lastEntry = (String) wallet.entries().getFirst().get("at");
    assertThat(now.getLong("balance.posted")).isEqualTo(107);
    assertThat(now.getString("at")).isEqualTo(lastEntry);
    JsonPath then = acme.get(wallet.path() + "/balance?at=" + lastEntry).jsonPath();
    assertThat(then.getLong("balance.posted")).isEqualTo(107);
    String later = Instant.parse(lastEntry).plusSeconds(1).toString();
    refusedField(acme.get(wallet.path() + "/balance?at=" + later), "at", "not_in_past");
  }

  @Test
  void limits_are_told_in_the_window_in_which_the_next_purchase_counts() {
    Spending acme = Spending.inANewOrganization();
    Wallet wallet = acme.walletWith(gbp(100), Limit.daily(90));
    Card card = wallet.card(Limit.daily(50));
    lastCommit(wallet, Instant.now().plus(Duration.ofDays(2)));

    card.authorize(30);

    assertThat(card.used("DAILY")).isEqualTo(new Used(30, 1));
    assertThat(wallet.used("DAILY")).isEqualTo(new Used(30, 1));
    assertThat(card.authorize(21).declineCode()).isEqualTo("limit_amount_exceeded");
    assertThat(card.preview(card.purchase(20)).getString("decision")).isEqualTo("APPROVED");
    acme.proveLedger();
  }

  /** As if a host whose clock is ahead had been the last one here. */
  private static void lastCommit(Wallet wallet, Instant at) {
    Stored.change(
        "update ledger.accounts set last_commit_at = ?::timestamptz where id = ?",
        at.toString(),
        UUID.fromString(wallet.id()));
  }

  private static List<Instant> times(Wallet wallet) {
    return wallet.entries().stream().map(entry -> Instant.parse((String) entry.get("at"))).toList();
  }
}
