package io.spendhub.authorizations.persistence;

import io.spendhub.cards.Cards;
import io.spendhub.limits.SpendingHistory;
import io.spendhub.platform.sql.Primary;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Tells new limits of what was spent before, row by row. */
@ApplicationScoped
class CardSpendingHistory implements SpendingHistory {
  private static final String SPENT =
      """
      select a.occurred_at, a.held_amount + a.cleared_amount - a.refunded_amount as amount
      from authorizations.authorizations a
      where a.organization_id = ? and a.wallet_id = ? and a.decision = 'APPROVED'
      union all
      select a.occurred_at, a.held_amount + a.cleared_amount - a.refunded_amount
      from unnest(?::uuid[]) as line (card_id)
      join authorizations.authorizations a on a.organization_id = ? and a.card_id = line.card_id
      where a.decision = 'APPROVED'
      """;

  private final Primary primary;
  private final Cards cards;

  CardSpendingHistory(Primary primary, Cards cards) {
    this.primary = primary;
    this.cards = cards;
  }

  @Override
  public void tell(UUID organizationId, UUID ownerId, Counting counting) {
    Collection<UUID> line = cards.line(organizationId, ownerId);
    primary.each(
        SPENT,
        row -> counting.count(row.instant("occurred_at"), row.number("amount")),
        organizationId,
        ownerId,
        List.copyOf(line),
        organizationId);
  }
}
