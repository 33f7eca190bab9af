package io.spendhub.ledger.command;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
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
