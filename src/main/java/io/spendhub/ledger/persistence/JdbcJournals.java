package io.spendhub.ledger.persistence;

import static java.util.stream.Collectors.toSet;

import io.spendhub.ledger.GuardedAccount;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Journals;
import io.spendhub.ledger.domain.Account;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Rows;
import io.spendhub.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

@ApplicationScoped
class JdbcJournals implements Journals {
  private static final String READ =
      """
      select id, currency, debits_posted, credits_posted, holds_opened, holds_resolved,
             last_sequence, last_commit_at
      from ledger.accounts
      where organization_id = ? and id = any (?) and kind in ('WALLET', 'CAMPAIGN')
      order by id
      """;
  private static final String LOCK = READ + "for no key update";

  /** Waits for a transaction that writes the same record; changes no row if it is committed. */
  private static final String CLAIM =
      """
      insert into ledger.commits (organization_id, id, at, digest)
      values (?, ?, now(), decode(repeat('00', 32), 'hex'))
      on conflict do nothing
      """;

  private static final String LOCK_COMMIT =
      "select id from ledger.commits where organization_id = ? and id = ? for key share";
  private static final String GIVE_UP_AFTER = "select set_config('lock_timeout', ?, true)";
  private static final String OPEN =
      """
      insert into ledger.accounts (organization_id, id, kind, currency, last_commit_at)
      select ?, a.id, a.kind, a.currency, a.at
      from unnest(?, ?, ?, ?) as a (id, kind, currency, at)
      on conflict do nothing
      """;

  private final Primary primary;
  private final Clock clock;
  private final SystemAccounts systemAccounts;
  private final JournalWriter writer;

  JdbcJournals(Primary primary, Clock clock, SystemAccounts systemAccounts, JournalWriter writer) {
    this.primary = primary;
    this.clock = clock;
    this.systemAccounts = systemAccounts;
    this.writer = writer;
  }

  @Override
  public Journal open(UUID organizationId, Collection<UUID> accountIds) {
    return journal(LOCK, organizationId, accountIds);
  }

  @Override
  public void giveUpAfter(Duration patience) {
    primary.with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(GIVE_UP_AFTER)) {
            statement.setString(1, patience.toMillis() + "ms");
            return statement.execute();
          }
        });
  }

  @Override
  public boolean isCommitted(UUID organizationId, UUID commitId) {
    boolean isFree = primary.change(CLAIM, organizationId, commitId) == 1;
    return !isFree
        && primary.first(LOCK_COMMIT, row -> row.uuid("id"), organizationId, commitId).isPresent();
  }

  @Override
  public Journal peek(UUID organizationId, Collection<UUID> accountIds) {
    return journal(READ, organizationId, accountIds);
  }

  private Journal journal(String sql, UUID organizationId, Collection<UUID> accountIds) {
    Map<UUID, Account> locked =
        accountIds.isEmpty()
            ? new LinkedHashMap<>()
            : primary.with(connection -> read(connection, sql, organizationId, accountIds));
    if (!locked.keySet().containsAll(accountIds)) {
      throw new IllegalStateException("no such guarded account among " + accountIds);
    }
    Set<String> currencies = locked.values().stream().map(Account::currency).collect(toSet());
    return new JdbcJournal(
        organizationId, now(locked), locked, systemAccounts.in(organizationId, currencies), writer);
  }

  @Override
  public void openAccount(
      UUID organizationId, UUID accountId, GuardedAccount kind, String currency) {
    Rows rows = new Rows("uuid", "text", "text", "timestamptz");
    Instant now = clock.instant();
    rows.add(accountId, kind, currency, now);
    for (var system : io.spendhub.ledger.SystemAccount.values()) {
      rows.add(Ids.next(), system.name(), currency, now);
    }
    primary.execute(rows, OPEN, organizationId);
  }

  private static Map<UUID, Account> read(
      Connection connection, String sql, UUID organizationId, Collection<UUID> accountIds)
      throws SQLException {
    Map<UUID, Account> locked = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, organizationId);
      statement.setArray(2, connection.createArrayOf("uuid", accountIds.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Account account = account(row);
          locked.put(account.id(), account);
        }
      }
    }
    return locked;
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getObject(8, OffsetDateTime.class).toInstant());
  }

  /**
   * Clocks of several hosts differ; an account's own time still never stands still or goes back.
   */
  private Instant now(Map<UUID, Account> locked) {
    return locked.values().stream()
        .map(account -> account.lastCommitAt().plus(1, ChronoUnit.MICROS))
        .reduce(clock.instant(), (a, b) -> a.isAfter(b) ? a : b);
  }
}
