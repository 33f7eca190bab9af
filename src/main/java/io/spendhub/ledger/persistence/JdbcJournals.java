package io.spendhub.ledger.persistence;

import static io.spendhub.platform.sql.Type.CONSTANT;
import static io.spendhub.platform.sql.Type.TEXT;
import static io.spendhub.platform.sql.Type.TIMESTAMPTZ;
import static io.spendhub.platform.sql.Type.UUID;
import static java.util.stream.Collectors.toSet;

import io.spendhub.ledger.GuardedAccount;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Journals;
import io.spendhub.ledger.SystemAccount;
import io.spendhub.ledger.domain.Account;
import io.spendhub.platform.sql.Primary;
import io.spendhub.platform.sql.Row;
import io.spendhub.platform.sql.Table;
import io.spendhub.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@ApplicationScoped
class JdbcJournals implements Journals {
  private static final String SELECT =
      """
      select id, currency, debits_posted, credits_posted, holds_opened, holds_resolved,
             last_sequence, last_commit_at
      from ledger.accounts%s
      where organization_id = ? and id = any (?) and kind in ('WALLET', 'CAMPAIGN')
      order by id
      """;

  /** Waits for a transaction that writes the same record; changes no row if it is committed. */
  private static final String CLAIM =
      """
      insert into ledger.commits (organization_id, id, at, digest)
      values (?, ?, now(), decode(repeat('00', 32), 'hex'))
      on conflict do nothing
      """;

  private static final String LOCK_COMMIT =
      "select id from ledger.commits where organization_id = ? and id = ? for key share";
  private static final String READ = SELECT.formatted("");

  /**
   * With the first statement, the others of the transaction are told to be planned once. They take
   * arrays, for which PostgreSQL would make the same plan anew at every call, a third of its work.
   */
  private static final String PLANNED_ONCE =
      "set_config('plan_cache_mode', 'force_generic_plan', true)";

  private static final String FOR_UPDATE = "for no key update of accounts";
  private static final String LOCK =
      SELECT.formatted(", (select " + PLANNED_ONCE + ") as planned_once") + FOR_UPDATE;

  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  /**
   * Who waits for no account waits a moment for what else is locked, and not as long as any may.
   */
  private static final String LOCK_FREE =
      SELECT.formatted(
              ", (select %s, set_config('lock_timeout', '%dms', true)) as told"
                  .formatted(PLANNED_ONCE, A_MOMENT.toMillis()))
          + FOR_UPDATE
          + " skip locked";

  private static final String GIVE_UP_AFTER = "select set_config('lock_timeout', ?, true)";
  private static final Table<Opened> OPENED =
      Table.<Opened>of("ledger.accounts")
          .column("id", UUID, Opened::id)
          .column("kind", CONSTANT, Opened::kind);

  private record Opened(UUID id, Enum<?> kind) {}

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
    return journalOfAll(LOCK, organizationId, accountIds);
  }

  @Override
  public Journal openFree(
      UUID organizationId, Optional<UUID> awaited, Collection<UUID> accountIds) {
    Map<UUID, Account> locked = new LinkedHashMap<>();
    awaited.ifPresent(account -> readAll(LOCK, organizationId, List.of(account), locked));
    List<UUID> others =
        accountIds.stream().filter(account -> !locked.containsKey(account)).toList();
    read(LOCK_FREE, organizationId, others, locked);
    if (others.isEmpty()) {
      giveUpAfter(A_MOMENT);
    }
    return journal(organizationId, locked);
  }

  @Override
  public void giveUpAfter(Duration patience) {
    var _ = primary.listLater(GIVE_UP_AFTER, row -> true, patience.toMillis() + "ms");
  }

  @Override
  public boolean isCommitted(UUID organizationId, UUID commitId) {
    boolean isFree = primary.change(CLAIM, organizationId, commitId) == 1;
    return !isFree
        && primary.first(LOCK_COMMIT, row -> row.uuid("id"), organizationId, commitId).isPresent();
  }

  @Override
  public Journal peek(UUID organizationId, Collection<UUID> accountIds) {
    return journalOfAll(READ, organizationId, accountIds);
  }

  private Journal journalOfAll(String sql, UUID organizationId, Collection<UUID> accountIds) {
    Map<UUID, Account> locked = new LinkedHashMap<>();
    readAll(sql, organizationId, accountIds, locked);
    return journal(organizationId, locked);
  }

  private void readAll(
      String sql, UUID organizationId, Collection<UUID> accountIds, Map<UUID, Account> accounts) {
    read(sql, organizationId, accountIds, accounts);
    if (!accounts.keySet().containsAll(accountIds)) {
      throw new IllegalStateException("no such guarded account among " + accountIds);
    }
  }

  private void read(
      String sql, UUID organizationId, Collection<UUID> accountIds, Map<UUID, Account> accounts) {
    if (!accountIds.isEmpty()) {
      primary
          .list(sql, JdbcJournals::account, organizationId, List.copyOf(accountIds))
          .forEach(account -> accounts.put(account.id(), account));
    }
  }

  private Journal journal(UUID organizationId, Map<UUID, Account> locked) {
    Set<String> currencies = locked.values().stream().map(Account::currency).collect(toSet());
    return new JdbcJournal(
        organizationId, now(locked), locked, systemAccounts.in(organizationId, currencies), writer);
  }

  @Override
  public void openAccount(
      UUID organizationId, UUID accountId, GuardedAccount kind, String currency) {
    List<Opened> opened = new ArrayList<>();
    opened.add(new Opened(accountId, kind));
    for (SystemAccount system : SystemAccount.values()) {
      opened.add(new Opened(Ids.next(), system));
    }
    primary.insert(
        OPENED
            .with("currency", TEXT, currency)
            .with("last_commit_at", TIMESTAMPTZ, clock.instant()),
        organizationId,
        opened,
        "on conflict do nothing");
  }

  private static Account account(Row row) {
    return new Account(
        row.uuid("id"),
        row.text("currency"),
        row.number("debits_posted"),
        row.number("credits_posted"),
        row.number("holds_opened"),
        row.number("holds_resolved"),
        row.number("last_sequence"),
        row.instant("last_commit_at"));
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
