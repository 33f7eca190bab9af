package io.spendhub.testing.api;

import io.spendhub.testing.Until;
import java.util.UUID;

/**
 * Time does not pass for tests, so the end of a hold is moved to where it is. The proof of the
 * ledger sees that, and so ends are put back before it is asked.
 */
public final class Holds {
  /** Has all holds of a database end when their events said. */
  public static final String ENDS_AS_TOLD =
      """
      update authorizations.authorizations a
      set expires_at = (e.data ->> 'expiresAt')::timestamptz
      from platform.events e
      where e.organization_id = a.organization_id and e.subject = a.id
        and e.type = 'authorization.approved'
      """;

  private Holds() {}

  public static void endNow(Authorization held) {
    Stored.change(
        "update authorizations.authorizations set expires_at = now() where id = ?",
        UUID.fromString(held.id()));
  }

  /** Ends all holds on a wallet. */
  public static long endAllNow(Wallet wallet) {
    return Stored.number(
        """
        with ended as (
          update authorizations.authorizations set expires_at = now()
          where wallet_id = ? and held_amount > 0 returning 1)
        select count(*) from ended
        """,
        UUID.fromString(wallet.id()));
  }

  public static void awaitReleased(Authorization held) {
    Until.holds(() -> held.now().amounts().held() == 0);
  }

  public static void awaitAllReleased(Wallet wallet) {
    Until.holds(() -> wallet.balance().held() == 0);
  }

  /** The same for the holds of an organization. */
  public static void putEndsBack(Spending spending) {
    Stored.texts(
        ENDS_AS_TOLD + " and a.organization_id = ? returning 1", spending.organizationId());
  }
}
