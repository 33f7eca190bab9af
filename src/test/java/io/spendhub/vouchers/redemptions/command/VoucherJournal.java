package io.spendhub.vouchers.redemptions.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spendhub.ledger.Balance;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Posting;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.SystemAccount;
import io.spendhub.platform.audit.Change;
import io.spendhub.platform.events.Event;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Undo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One transaction on accounts that are told apart by nothing but their ids. */
final class VoucherJournal implements Journal {
  static final UUID ORGANIZATION = new UUID(0, 1);

  private final Map<UUID, Long> accounts;
  private final Instant now;
  private final Undo undo = new Undo();
  private final List<Purpose> purposes = new ArrayList<>();

  VoucherJournal(Map<UUID, Long> accounts, Instant now) {
    this.accounts = accounts;
    this.now = now;
  }

  static UUID system(SystemAccount account) {
    return UUID.nameUUIDFromBytes(account.name().getBytes(UTF_8));
  }

  @Override
  public UUID organizationId() {
    return ORGANIZATION;
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
    return true;
  }

  @Override
  public String currency(UUID accountId) {
    return "GBP";
  }

  @Override
  public Balance balance(UUID accountId) {
    return new Balance(accounts.getOrDefault(accountId, 0L), 0);
  }

  @Override
  public UUID systemAccount(SystemAccount account, String currency) {
    return system(account);
  }

  @Override
  public UUID post(Posting posting) {
    accounts.merge(posting.debitAccountId(), -posting.amount(), Math::addExact);
    accounts.merge(posting.creditAccountId(), posting.amount(), Math::addExact);
    purposes.add(posting.purpose());
    return Ids.next();
  }

  int transfers() {
    return purposes.size();
  }

  @Override
  public List<Purpose> purposes() {
    return List.copyOf(purposes);
  }

  @Override
  public void raise(Event event) {
    // Events change no state.
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
    return Ids.next();
  }

  @Override
  public Optional<UUID> write() {
    throw new UnsupportedOperationException("the accounts are written at once");
  }
}
