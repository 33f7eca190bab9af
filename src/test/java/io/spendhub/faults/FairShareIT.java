package io.spendhub.faults;

import static io.spendhub.testing.api.Cash.gbp;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.Until;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Stored;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A wallet that stands still holds up those who wait for it, and nobody else. */
@ExtendWith(TwoServices.class)
class FairShareIT {
  private static final int CALLERS = 100;
  private static final int OTHERS = 20;

  private final Services services;

  FairShareIT(Services services) {
    this.services = services;
  }

  @Test
  void while_a_wallet_is_locked_purchases_elsewhere_are_made() throws Exception {
    Spending slow = Spending.inANewOrganization();
    Card locked = slow.walletWith(gbp(10_000)).card();
    Card beside = slow.walletWith(gbp(10_000)).card();
    Spending other = Spending.inANewOrganization();
    Card elsewhere = other.walletWith(gbp(10_000)).card();
    List<Command> waiting = purchases(locked, CALLERS);
    List<Future<Reply>> replies;

    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      try (var _ = WalletLock.on(locked.wallet())) {
        replies =
            waiting.stream()
                .map(command -> callers.submit(() -> services.send(0, slow, command)))
                .toList();
        awaitWaitingAtTheLock();
        assertAllAreMade(other, purchases(elsewhere, OTHERS));
        assertAllAreMade(slow, purchases(beside, OTHERS));
      }
    }

    for (Future<Reply> reply : replies) {
      assertThat(reply.get().status()).as(reply.get().body()).isIn(201, 503);
      assertThat(reply.get().retryAfter()).isEqualTo(reply.get().status() == 503);
    }
    assertAllAreMade(slow, waiting);
    assertThat(locked.wallet().balance().held()).isEqualTo(CALLERS);
    services.proveLedger(slow);
    services.proveLedger(other);
  }

  private static List<Command> purchases(Card card, int times) {
    return IntStream.range(0, times)
        .mapToObj(number -> new Command("/v1/authorizations", card.purchase(1)))
        .toList();
  }

  private void assertAllAreMade(Spending caller, List<Command> commands) {
    assertThat(commands)
        .allSatisfy(
            command -> {
              Reply reply = services.send(0, caller, command);
              assertThat(reply.status()).as(reply.body()).isEqualTo(201);
            });
  }

  /** Returns when one lane waits for the lock, and all callers in it. */
  private static void awaitWaitingAtTheLock() {
    Until.holds(() -> waiting() >= 1);
  }

  private static long waiting() {
    return Stored.number(
        """
        select count(*) from pg_stat_activity
        where wait_event_type = 'Lock' and application_name = 'spendhub'
        """);
  }
}
