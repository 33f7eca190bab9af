package io.spendhub.authorizations.command;

import io.spendhub.ledger.Balance;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Posting;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.SystemAccount;
import io.spendhub.ledger.TransferKind;
import io.spendhub.ledger.domain.Account;
import io.spendhub.platform.audit.Change;
import io.spendhub.platform.events.Event;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Undo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The books of one transaction on one wallet. */
final class InMemoryJournal implements Journal {
  private static final UUID SYSTEM = new UUID(9, 9);

  private final Instant now;
  private final Undo undo = new Undo();
  private final Map<UUID, Account> accounts;
  private final List<Event> events = undo.list();
  private final List<Purpose> purposes = undo.list();

  InMemoryJournal(Account account, Instant now) {
    this.accounts = undo.map(Map.of(account.id(), account));
    this.now = now;
  }

  Account account() {
    return accounts.values().iterator().next();
  }

  long overdrafts() {
    return events.stream().filter(event -> event.type().equals("wallet.overdrawn")).count();
  }

  @Override
  public UUID organizationId() {
    return InMemoryService.ORGANIZATION;
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
    return account().currency();
  }

  @Override
  public Balance balance(UUID accountId) {
    return account().balance();
  }

  @Override
  public UUID systemAccount(SystemAccount system, String currency) {
    return SYSTEM;
  }

  @Override
  public UUID post(Posting posting) {
    TransferKind kind = posting.purpose().kind();
    Account before = account();
    Account after =
        posting.debitAccountId().equals(before.id())
            ? before.debit(kind, posting.amount())
            : before.credit(kind, posting.amount());
    accounts.put(after.id(), after);
    purposes.add(posting.purpose());
    return Ids.next();
  }

  @Override
  public List<Purpose> purposes() {
    return List.copyOf(purposes);
  }

  @Override
  public void raise(Event event) {
    events.add(event);
  }

  @Override
  public void change(Event event, Optional<?> before) {
    raise(event);
  }

  @Override
  public void change(Event event, Change change) {
    raise(event);
  }

  @Override
  public UUID cover(List<String> fields) {
    return SYSTEM;
  }

  @Override
  public Optional<UUID> write() {
    throw new UnsupportedOperationException("whoever opened it looks at the account");
  }
}
