package io.spendhub.limits;

import java.time.Instant;
import java.util.UUID;

/**
 * The context that records spending, asked when a limit is new: what exists already counts too. All
 * implementations are asked, within the transaction that locked the owner's wallet.
 */
public interface SpendingHistory {
  /** Takes one authorization: when it counts, and how many minor units. */
  @FunctionalInterface
  interface Counting {
    void count(Instant at, long amount);
  }

  /**
   * Tells all that counts against an owner's limits.
   *
   * @param ownerId a wallet, or a card's line of replacements
   */
  void tell(UUID organizationId, UUID ownerId, Counting counting);
}
