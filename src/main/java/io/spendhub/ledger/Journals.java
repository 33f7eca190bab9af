package io.spendhub.ledger;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
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

  /**
   * The same of those that no other transaction holds, without waiting but for one of them, which
   * is waited for before any is locked; those that others hold, and those that do not exist, are
   * not {@link Journal#isLocked locked}.
   *
   * @throws IllegalStateException if the one that is waited for does not exist
   */
  Journal openFree(UUID organizationId, Optional<UUID> awaited, Collection<UUID> accountIds);

  /** Lets this transaction wait for a lock for no longer than this; otherwise it may for long. */
  void giveUpAfter(Duration patience);

  /**
   * Whether a commit record of the organization is there for good. One whose transaction is under
   * way is waited for. If it is there it is locked, so that the commit of this transaction waits
   * for all that have to have it; if not, this transaction has its place, and must be undone.
   */
  boolean isCommitted(UUID organizationId, UUID commitId);

  /** Reads accounts without locking them, for decisions that have no effect; never written. */
  Journal peek(UUID organizationId, Collection<UUID> accountIds);

  /** Opens a guarded account with nothing on it, and the system accounts of its currency. */
  void openAccount(UUID organizationId, UUID accountId, GuardedAccount kind, String currency);
}
