package io.spendhub.limits;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Counts an organization's spending again, to be held against its counters. It goes through them in
 * the order of whose limits they are, and holds the windows of one owner in memory.
 */
public interface LimitRecount extends AutoCloseable {
  /**
   * Counts one authorization, in the windows of its time.
   *
   * @param ownerId a card's line of replacements, or a wallet; never before the last one, as
   *     PostgreSQL orders ids
   * @param amount minor units
   */
  void add(UUID ownerId, Instant at, long amount);

  /** Compares what is left, when all authorizations were added. */
  void finish();

  /** How many counters were compared. */
  long counters();

  /** The first counter that says otherwise. */
  Optional<String> difference();

  @Override
  void close();
}
