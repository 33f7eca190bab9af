package io.spendhub.ledger.persistence;

import io.spendhub.ledger.Balance;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Posting;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.SystemAccount;
import io.spendhub.ledger.domain.Account;
import io.spendhub.ledger.domain.Transfer;
import io.spendhub.ledger.domain.Transfer.Entry;
import io.spendhub.ledger.persistence.JournalWriter.Contents;
import io.spendhub.platform.audit.Change;
import io.spendhub.platform.events.Event;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Later;
import io.spendhub.shared.Undo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The books of one transaction, in memory until they are written. */
final class JdbcJournal implements Journal {
  private final UUID organizationId;
  private final Instant now;
  private final Undo undo = new Undo();
  private final Map<UUID, Account> accounts;
  private final Later<Map<String, Map<SystemAccount, UUID>>> systemAccounts;
  private final JournalWriter writer;
  private final List<Transfer> transfers;
  private final List<Event> events;
  private final List<Change> changes;
  private final UUID commitId = Ids.next();
  private List<String> answers = List.of();

  JdbcJournal(
      UUID organizationId,
      Instant now,
      Map<UUID, Account> accounts,
      Later<Map<String, Map<SystemAccount, UUID>>> systemAccounts,
      JournalWriter writer) {
    this.organizationId = organizationId;
    this.now = now;
    this.accounts = undo.map(accounts);
    this.transfers = undo.list();
    this.events = undo.list();
    this.changes = undo.list();
    this.systemAccounts = systemAccounts;
    this.writer = writer;
  }

  @Override
  public UUID organizationId() {
    return organizationId;
  }

  @Override
  public Undo undo() {
    return undo;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public boolean isLocked(UUID accountId) {
    return accounts.containsKey(accountId);
  }

  @Override
  public String currency(UUID accountId) {
    return locked(accountId).currency();
  }

  @Override
  public Balance balance(UUID accountId) {
    return locked(accountId).balance();
  }

  @Override
  public UUID systemAccount(SystemAccount account, String currency) {
    Map<SystemAccount, UUID> ids = systemAccounts.get().getOrDefault(currency, Map.of());
    return Objects.requireNonNull(
        ids.get(account), () -> "no " + account + " in " + currency + " for what is locked");
  }

  @Override
  public UUID post(Posting posting) {
    Optional<Account> debited =
        guarded(posting.debitAccountId())
            .map(account -> account.debit(posting.purpose().kind(), posting.amount()));
    Optional<Account> credited =
        guarded(posting.creditAccountId())
            .map(account -> account.credit(posting.purpose().kind(), posting.amount()));
    debited.ifPresent(account -> accounts.put(account.id(), account));
    credited.ifPresent(account -> accounts.put(account.id(), account));
    Transfer transfer =
        new Transfer(Ids.next(), posting, now, debited.map(Entry::of), credited.map(Entry::of));
    transfers.add(transfer);
    return transfer.id();
  }

  @Override
  public List<Purpose> purposes() {
    return transfers.stream().map(transfer -> transfer.posting().purpose()).toList();
  }

  @Override
  public void raise(Event event) {
    events.add(event);
  }

  @Override
  public void change(Event event, Optional<?> before) {
    change(event, Change.told(event, before, writer.currentOrigin()));
  }

  @Override
  public void change(Event event, Change change) {
    raise(event);
    changes.add(change);
  }

  @Override
  public UUID cover(List<String> fields) {
    answers = List.copyOf(fields);
    return commitId;
  }

  @Override
  public Optional<UUID> write() {
    return transfers.isEmpty() && events.isEmpty() && answers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            writer.write(
                organizationId,
                commitId,
                now,
                accounts.values(),
                new Contents(transfers, events, changes, answers)));
  }

  private Optional<Account> guarded(UUID accountId) {
    return Optional.ofNullable(accounts.get(accountId));
  }

  private Account locked(UUID accountId) {
    return guarded(accountId)
        .orElseThrow(() -> new IllegalStateException("account is not locked: " + accountId));
  }
}
