package io.spendhub.ledger;

import java.time.Instant;
import java.util.UUID;

/** What guarded accounts stood at in the past. */
public interface BalanceHistory {
  /**
   * The balance at an instant of ledger time, which is final: no transaction, wherever its clock
   * stands, will ever be stamped at or before that instant again.
   *
   * @param at not in the future
   */
  Balance at(UUID organizationId, UUID accountId, Instant at);
}
