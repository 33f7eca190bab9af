package io.spendhub.limits;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Counts an organization's spending again, to be held against its counters. */
public interface LimitRecount {
  /**
   * Counts one authorization, in the windows of its time.
   *
   * @param ownerId a card's line of replacements, or a wallet
   * @param amount minor units
   */
  void add(UUID ownerId, Instant at, long amount);

  /** How many counters were compared. */
  long counters();

  /** The first counter that says otherwise. */
  Optional<String> difference();
}
