package io.spendhub.authorizations.command;

import io.spendhub.ledger.Balance;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Posting;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.SystemAccount;
import io.spendhub.ledger.TransferKind;
import io.spendhub.ledger.domain.Account;
import io.spendhub.platform.events.Event;
import io.spendhub.shared.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The books of one transaction on one wallet. */
final class InMemoryJournal implements Journal {
  private static final UUID SYSTEM = new UUID(9, 9);

  private final Instant now;
  private final List<Event> events = new ArrayList<>();
  private Account account;
  private final List<Purpose> purposes = new ArrayList<>();

  InMemoryJournal(Account account, Instant now) {
    this.account = account;
    this.now = now;
  }

  Account account() {
    return account;
  }

  long overdrafts() {
    return events.stream().filter(event -> event.type().equals("wallet.overdrawn")).count();
  }

  @Override
  public UUID organizationId() {
    return InMemoryService.ORGANIZATION;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public String currency(UUID accountId) {
    return account.currency();
  }

  @Override
  public Balance balance(UUID accountId) {
    return account.balance();
  }

  @Override
  public UUID systemAccount(SystemAccount system, String currency) {
    return SYSTEM;
  }

  @Override
  public UUID post(Posting posting) {
    TransferKind kind = posting.purpose().kind();
    account =
        posting.debitAccountId().equals(account.id())
            ? account.debit(kind, posting.amount())
            : account.credit(kind, posting.amount());
    purposes.add(posting.purpose());
    return Ids.next();
  }

  @Override
  public int transfers() {
    return purposes.size();
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
  public UUID cover(List<String> fields) {
    return SYSTEM;
  }

  @Override
  public <T> T shared(Class<T> type, Supplier<T> first) {
    throw new UnsupportedOperationException("only vouchers share something");
  }

  @Override
  public Optional<UUID> write() {
    throw new UnsupportedOperationException("whoever opened it looks at the account");
  }
}
