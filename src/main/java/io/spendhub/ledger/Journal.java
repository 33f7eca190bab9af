package io.spendhub.ledger;

import io.spendhub.platform.audit.Change;
import io.spendhub.platform.events.Event;
import io.spendhub.shared.Undo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The accounts that one transaction has locked, and what it does to them. Everything is kept in
 * memory until {@link #write}, which saves it with a handful of set-based statements.
 */
public interface Journal {
  UUID organizationId();

  /** Takes back what a refused command has changed here, and in what decisions keep in it. */
  Undo undo();

  /**
   * Ledger time of this transaction, in microseconds: the clock as read after the locks, but always
   * later than the last commit of each locked account.
   */
  Instant now();

  /** Whether an account is locked by this transaction. */
  boolean isLocked(UUID accountId);

  /** ISO 4217 code of a locked account. */
  String currency(UUID accountId);

  /** What a locked account stands at, with all that this transaction has posted so far. */
  Balance balance(UUID accountId);

  /** The id of the organization's system account in the currency of a locked account. */
  UUID systemAccount(SystemAccount account, String currency);

  /**
   * Makes a transfer.
   *
   * @return its id
   * @throws io.spendhub.shared.Refusal 422 {@code amount_out_of_range} if a counter would pass
   *     2^63-1; then nothing has changed
   */
  UUID post(Posting posting);

  /** Why each transfer of this transaction was made, in their order. */
  List<Purpose> purposes();

  /** Records an event of this transaction, after those recorded before. */
  void raise(Event event);

  /**
   * Records a change that is not itself money, which the request at hand makes: the event that
   * tells of it, and what it changes in the audit trail.
   *
   * @param event its data is what the API shows afterwards
   * @param before what the API showed before; empty for what is new
   */
  void change(Event event, Optional<?> before);

  /** The same where the trail tells more than the event does, or somebody else asked for it. */
  void change(Event event, Change change);

  /**
   * Has the digest of this transaction's commit cover the answers that are kept with it.
   *
   * @param fields all that is kept of them, in an order that can be found again; empty for none
   * @return the id of the commit
   */
  UUID cover(List<String> fields);

  /**
   * Saves transfers, balances, events and changes, and the commit record that digests them.
   *
   * @return the id of the record; none where nothing was moved and nothing has happened
   */
  Optional<UUID> write();
}
