package io.spendhub.authorizations.query;

import io.spendhub.ledger.VerificationCheck;
import io.spendhub.limits.LimitRecount;
import io.spendhub.limits.SpendingLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Each limit counter equals the authorizations that count in its window. */
@ApplicationScoped
class LimitCountersEqualAuthorizations implements VerificationCheck {
  private static final int ROWS_AT_ONCE = 5_000;
  private static final String COUNTED =
      """
      with counted as (
        select c.lineage_id, a.wallet_id, a.occurred_at,
               a.held_amount + a.cleared_amount - a.refunded_amount as amount
        from authorizations.authorizations a
        join cards.cards c on c.organization_id = a.organization_id and c.id = a.card_id
        where a.organization_id = ? and a.decision = 'APPROVED'),
      owners as (
        select distinct owner_id from limits.spending_limits
        where organization_id = ? and "window" <> 'PER_AUTHORIZATION')
      select owner_id, occurred_at, amount from owners join counted on lineage_id = owner_id
      union all
      select owner_id, occurred_at, amount from owners join counted on wallet_id = owner_id
      order by owner_id
      """;

  private final SpendingLimits limits;

  LimitCountersEqualAuthorizations(SpendingLimits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "limit_counters_equal_authorizations";
  }

  @Override
  public Finding run(Connection snapshot, UUID organizationId) throws SQLException {
    try (LimitRecount recount = limits.recount(snapshot, organizationId);
        PreparedStatement statement = snapshot.prepareStatement(COUNTED)) {
      statement.setFetchSize(ROWS_AT_ONCE);
      statement.setObject(1, organizationId);
      statement.setObject(2, organizationId);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Instant at = row.getObject(2, OffsetDateTime.class).toInstant();
          recount.add(row.getObject(1, UUID.class), at, row.getLong(3));
        }
      }
      recount.finish();
      return new Finding(recount.counters(), recount.difference());
    }
  }
}
