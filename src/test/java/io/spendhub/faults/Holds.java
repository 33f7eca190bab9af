package io.spendhub.faults;

import io.spendhub.testing.Until;
import io.spendhub.testing.api.Authorization;
import io.spendhub.testing.api.Stored;
import io.spendhub.testing.api.Wallet;
import java.util.UUID;

/** Time does not pass for tests, so the end of a hold is moved to where it is. */
final class Holds {
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
    Until.holds(() -> held.now().amounts().held() == 0);
  }

  static void awaitAllReleased(Wallet wallet) {
    Until.holds(() -> wallet.balance().held() == 0);
  }
}
