package io.spendhub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Time does not pass for tests, so the end of a hold is moved to where it is. */
final class Holds {
  /** A hold's end is given back within a minute, says the contract. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private Holds() {}

  static void endNow(Authorization held) {
    Stored.change(
        "update authorizations.authorizations set expires_at = now() where id = ?",
        UUID.fromString(held.id()));
  }

  /** Ends all holds on a wallet. */
  static long endAllNow(Wallet wallet) {
    return Stored.number(
        """
        with ended as (
          update authorizations.authorizations set expires_at = now()
          where wallet_id = ? and held_amount > 0 returning 1)
        select count(*) from ended
        """,
        UUID.fromString(wallet.id()));
  }

  static void awaitReleased(Authorization held) {
    await(() -> held.now().amounts().held() == 0);
    assertThat(held.now().amounts().held()).isZero();
  }

  static void awaitAllReleased(Wallet wallet) {
    await(() -> wallet.balance().held() == 0);
    assertThat(wallet.balance().held()).isZero();
  }

  /** Returns when it is so, or when patience is over. */
  static void await(BooleanSupplier so) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!so.getAsBoolean() && Instant.now().isBefore(deadline)) {
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException told) {
        Thread.currentThread().interrupt();
        throw new AssertionError(told);
      }
    }
  }
}
