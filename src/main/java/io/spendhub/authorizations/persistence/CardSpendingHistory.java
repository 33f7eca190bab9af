package io.spendhub.authorizations.persistence;

import io.spendhub.cards.Cards;
import io.spendhub.limits.SpendingHistory;
import io.spendhub.platform.sql.Primary;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;

/** Tells new limits of what was spent before, row by row. */
@ApplicationScoped
class CardSpendingHistory implements SpendingHistory {
  private static final int ROWS_AT_ONCE = 5_000;
  private static final String SPENT =
      """
      select a.occurred_at, a.held_amount + a.cleared_amount - a.refunded_amount
      from authorizations.authorizations a
      where a.organization_id = ? and a.wallet_id = ? and a.decision = 'APPROVED'
      union all
      select a.occurred_at, a.held_amount + a.cleared_amount - a.refunded_amount
      from unnest(?) as line (card_id)
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
    primary.with(connection -> tell(connection, organizationId, ownerId, line, counting));
  }

  private static int tell(
      Connection connection,
      UUID organizationId,
      UUID ownerId,
      Collection<UUID> cards,
      Counting counting)
      throws SQLException {
    int told = 0;
    try (PreparedStatement statement = connection.prepareStatement(SPENT)) {
      statement.setFetchSize(ROWS_AT_ONCE);
      statement.setObject(1, organizationId);
      statement.setObject(2, ownerId);
      statement.setArray(3, connection.createArrayOf("uuid", cards.toArray()));
      statement.setObject(4, organizationId);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          counting.count(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2));
          told++;
        }
      }
    }
    return told;
  }
}
