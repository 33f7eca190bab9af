package io.spendhub.ledger.persistence;

import io.spendhub.ledger.Balance;
import io.spendhub.ledger.BalanceHistory;
import io.spendhub.platform.sql.Primary;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
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
    Instant now = lockedNow(organizationId, accountId);
    Instant at = asked.orElse(now);
    if (at.isAfter(now)) {
      throw Refusal.invalidField("at", "not_in_past", "at must not lie in the future.");
    }
    primary.change(FENCE, at, organizationId, accountId, at);
    return new Past(at, lastEntry(organizationId, accountId, at));
  }

  /** The time of the account, once all that was being written has been committed. */
  private Instant lockedNow(UUID organizationId, UUID accountId) {
    Optional<Instant> last =
        primary.first(WAIT, row -> row.instant("last_commit_at"), organizationId, accountId);
    Instant now = clock.instant();
    return last.filter(then -> then.isAfter(now)).orElse(now);
  }

  private Balance lastEntry(UUID organizationId, UUID accountId, Instant at) {
    return primary
        .first(
            LAST_ENTRY,
            row -> new Balance(row.number("posted"), row.number("held")),
            organizationId,
            accountId,
            at,
            organizationId,
            accountId,
            at)
        .orElse(new Balance(0, 0));
  }
}
