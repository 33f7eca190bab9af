package io.spendhub.ledger;

import java.time.Duration;
import java.util.Collection;
import java.util.UUID;

/** Opens the books. All methods need a transaction around them. */
public interface Journals {
  /**
   * Locks accounts in the order of their ids, the first locks that a transaction takes.
   *
   * @param accountIds guarded accounts of the organization; may be empty
   * @throws IllegalStateException if one of them does not exist
   */
  Journal open(UUID organizationId, Collection<UUID> accountIds);

  /** Lets this transaction wait for a lock for no longer than this; otherwise it may for long. */
  void giveUpAfter(Duration patience);

  /** Reads accounts without locking them, for decisions that have no effect; never written. */
  Journal peek(UUID organizationId, Collection<UUID> accountIds);

  /** Opens a guarded account with nothing on it, and the system accounts of its currency. */
  void openAccount(UUID organizationId, UUID accountId, GuardedAccount kind, String currency);
}
