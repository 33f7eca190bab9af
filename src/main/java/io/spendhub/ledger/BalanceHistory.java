package io.spendhub.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What guarded accounts stood at in the past. */
public interface BalanceHistory {
  /**
   * What an account stood at.
   *
   * @param at the instant, included
   */
  record Past(Instant at, Balance balance) {}

  /**
   * The balance at an instant of ledger time, which is final: no transaction, wherever its clock
   * stands, will ever be stamped at or before that instant again.
   *
   * @param at the account's now unless given: the greater of the clock and its last commit
   * @throws io.spendhub.shared.Refusal 400 {@code not_in_past} if it lies after the account's now
   */
  Past at(UUID organizationId, UUID accountId, Optional<Instant> at);
}
