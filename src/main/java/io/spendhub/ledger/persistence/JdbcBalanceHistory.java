package io.spendhub.ledger.persistence;

import io.spendhub.ledger.Balance;
import io.spendhub.ledger.BalanceHistory;
import io.spendhub.platform.sql.Primary;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads on the primary, behind the account's lock: whatever was being written has been committed by
 * then. An instant after the last commit is kept as if it were one, so that the next is later.
 */
@ApplicationScoped
class JdbcBalanceHistory implements BalanceHistory {
  private static final String FENCE =
      """
      update ledger.accounts set last_commit_at = greatest(last_commit_at, ?)
      where organization_id = ? and id = ? and last_commit_at < ?
      """;
  private static final String WAIT =
      """
      select last_commit_at from ledger.accounts where organization_id = ? and id = ?
      for no key update
      """;
  private static final String LAST_ENTRY =
      """
      select posted, held from (
        (select at, debit_sequence as sequence, debit_posted_after as posted,
                debit_held_after as held
         from ledger.transfers
         where organization_id = ? and debit_account_id = ? and debit_sequence is not null
           and at <= ?
         order by at desc, debit_sequence desc limit 1)
        union all
        (select at, credit_sequence, credit_posted_after, credit_held_after
         from ledger.transfers
         where organization_id = ? and credit_account_id = ? and credit_sequence is not null
           and at <= ?
         order by at desc, credit_sequence desc limit 1)) sides
      order by sequence desc limit 1
      """;

  private final Primary primary;
  private final Clock clock;

  JdbcBalanceHistory(Primary primary, Clock clock) {
    this.primary = primary;
    this.clock = clock;
  }

  @Override
  @Transactional
  public Past at(UUID organizationId, UUID accountId, Optional<Instant> asked) {
    return primary.with(
        connection -> {
          Instant now = lockedNow(connection, organizationId, accountId);
          Instant at = asked.orElse(now);
          if (at.isAfter(now)) {
            throw Refusal.invalidField("at", "not_in_past", "at must not lie in the future.");
          }
          OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
          execute(connection, FENCE, time, organizationId, accountId, time);
          return new Past(at, lastEntry(connection, organizationId, accountId, time));
        });
  }

  /** The time of the account, once all that was being written has been committed. */
  private Instant lockedNow(Connection connection, UUID organizationId, UUID accountId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WAIT)) {
      bind(statement, organizationId, accountId);
      try (ResultSet row = statement.executeQuery()) {
        Instant now = clock.instant();
        Instant last =
            row.next() ? row.getObject(1, OffsetDateTime.class).toInstant() : Instant.MIN;
        return last.isAfter(now) ? last : now;
      }
    }
  }

  private static void execute(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      statement.execute();
    }
  }

  private static Balance lastEntry(
      Connection connection, UUID organizationId, UUID accountId, OffsetDateTime at)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LAST_ENTRY)) {
      bind(statement, organizationId, accountId, at, organizationId, accountId, at);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? new Balance(row.getLong(1), row.getLong(2)) : new Balance(0, 0);
      }
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
