package io.spendhub.authorizations.query;

import io.spendhub.ledger.VerificationCheck;
import io.spendhub.limits.LimitRecount;
import io.spendhub.limits.SpendingLimits;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.RowCursor;
import io.spendhub.platform.sql.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Each limit counter equals the authorizations that count in its window. */
@ApplicationScoped
class LimitCountersEqualAuthorizations implements VerificationCheck {
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
  public Finding run(Snapshot snapshot, UUID organizationId) {
    try (LimitRecount recount = limits.recount(snapshot, organizationId);
        RowCursor counted = snapshot.open(COUNTED, organizationId, organizationId)) {
      while (counted.next()) {
        Row row = counted.row();
        recount.add(row.uuid("owner_id"), row.instant("occurred_at"), row.number("amount"));
      }
      recount.finish();
      return new Finding(recount.counters(), recount.difference());
    }
  }
}
