package io.spendhub.ledger.query;

import static java.util.stream.Collectors.toMap;

import io.spendhub.ledger.Balance;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.Statements;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Reads each side of an account's transfers through that side's index and merges the two: an
 * account is the debtor of some and the creditor of others.
 */
@ApplicationScoped
class SqlStatements implements Statements {
  private final Sql sql;
  private final Clock clock;

  SqlStatements(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public List<Entry> entries(UUID organizationId, UUID accountId, Period period) {
    return Stream.of(Direction.values())
        .flatMap(side -> side(side, organizationId, accountId, period).stream())
        .sorted(Comparator.comparingLong((Entry entry) -> entry.position().sequence()).reversed())
        .limit(period.limit())
        .toList();
  }

  @Override
  public Instant now(UUID organizationId, UUID accountId) {
    Instant now = clock.instant();
    return sql.query(
            "select last_commit_at from ledger.accounts where organization_id = ? and id = ?",
            organizationId,
            accountId)
        .first(row -> row.instant("last_commit_at"))
        .filter(last -> last.isAfter(now))
        .orElse(now);
  }

  @Override
  public Map<UUID, Balance> balances(UUID organizationId, Collection<UUID> accountIds) {
    record Standing(UUID id, Balance balance) {}
    return sql
        .query(
            """
            select id, credits_posted - debits_posted as posted,
                   holds_opened - holds_resolved as held
            from ledger.accounts where organization_id = ? and id = any (?::uuid[])
            """,
            organizationId,
            List.copyOf(accountIds))
        .list(row -> new Standing(row.uuid("id"), balance(row)))
        .stream()
        .collect(toMap(Standing::id, Standing::balance));
  }

  private List<Entry> side(Direction side, UUID organizationId, UUID accountId, Period period) {
    String column = side == Direction.DEBIT ? "debit" : "credit";
    String entries =
        """
        select id, at, purpose, amount, subject_id, operation_id, reference,
               %1$s_sequence as sequence, %1$s_posted_after as posted, %1$s_held_after as held
        from ledger.transfers
        where organization_id = ? and %1$s_account_id = ? and %1$s_sequence is not null
        """
            .formatted(column);
    Sql.Query query =
        sql.query(entries, organizationId, accountId)
            .and("at >= ?", period.from())
            .and("at < ?", period.to());
    period
        .before()
        .ifPresent(
            place ->
                query.then(
                    "and (at, " + column + "_sequence) < (?, ?)", place.at(), place.sequence()));
    return query
        .then("order by at desc, " + column + "_sequence desc limit ?", period.limit())
        .list(row -> entry(side, row));
  }

  private static Entry entry(Direction side, Row row) {
    return new Entry(
        row.uuid("id"),
        new Position(row.instant("at"), row.number("sequence")),
        row.constant("purpose", Purpose.class),
        side,
        row.number("amount"),
        balance(row),
        row.uuidIfAny("subject_id"),
        row.uuidIfAny("operation_id"),
        row.textIfAny("reference"));
  }

  private static Balance balance(Row row) {
    return new Balance(row.number("posted"), row.number("held"));
  }
}
