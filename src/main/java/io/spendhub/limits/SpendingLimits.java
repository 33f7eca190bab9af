package io.spendhub.limits;

import io.spendhub.platform.sql.Snapshot;
import io.spendhub.shared.Later;
import io.spendhub.shared.Undo;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The limits of an organization's cards and wallets. */
public interface SpendingLimits {
  /** Spending by an owner that counts in the windows of a time. */
  record Spending(UUID ownerId, Instant at) {}

  /**
   * Gives a new owner its limits, within the caller's transaction.
   *
   * @param timezone IANA name, for limits that name none
   * @throws io.spendhub.shared.Refusal 400 that names each invalid field of the list
   */
  void define(UUID organizationId, UUID ownerId, List<LimitSpec> limits, String timezone);

  /**
   * Replaces an owner's limits, within the caller's transaction, which holds the lock of the
   * wallet. A limit that keeps its window, timezone and week start keeps what was used of it; any
   * other is computed from the authorizations that exist.
   *
   * @throws io.spendhub.shared.Refusal 400 that names each invalid field of the list
   */
  void redefine(UUID organizationId, UUID ownerId, List<LimitSpec> limits, String timezone);

  /**
   * The limits of some owners as they are stated, within the caller's transaction; owners without
   * any are left out.
   */
  Map<UUID, List<LimitSpec>> find(UUID organizationId, Collection<UUID> ownerIds);

  /**
   * Limits and counters that are ready to be decided on.
   *
   * @param save saves the counters that changed
   */
  record Opened(LimitBook book, Runnable save) {}

  /**
   * Opens the limits and counters for decisions; the wallets they draw on are locked by now.
   *
   * @param undo takes back what is counted for a command that is refused
   */
  Later<Opened> open(UUID organizationId, Collection<Spending> spending, Undo undo);

  /** Begins to count again what the counters of a snapshot say. */
  LimitRecount recount(Snapshot snapshot, UUID organizationId);
}
