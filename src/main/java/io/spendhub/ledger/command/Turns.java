package io.spendhub.ledger.command;

import io.spendhub.platform.database.ConnectionShares;
import io.spendhub.platform.database.Queues;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Commands wait for an account here, before they hold a connection. PostgreSQL's lock on the
 * account is what makes them correct; this keeps those that wait for one account from holding the
 * connections of all others. Two at a time go to the database: one that has the lock, and one that
 * waits for it there, so that nothing stands still between the two.
 */
@ApplicationScoped
class Turns {
  private static final int AT_ONCE_ON_AN_ACCOUNT = 2;
  private static final int LONGEST_QUEUE = 1_000;

  private final Queues<Place> queues = new Queues<>(AT_ONCE_ON_AN_ACCOUNT, LONGEST_QUEUE);
  private final ConnectionShares shares;

  private record Place(UUID organizationId, UUID accountId) {}

  Turns(ConnectionShares shares) {
    this.shares = shares;
  }

  /**
   * Runs a transaction when it is its turn on all of its accounts. They are taken in their order,
   * so that no two wait for each other.
   *
   * @throws io.spendhub.shared.Refusal 503 {@code unavailable} if it has to wait for too long
   */
  <T> T await(UUID organizationId, SortedSet<UUID> accountIds, Supplier<T> transaction) {
    Deque<Place> taken = new ArrayDeque<>();
    try {
      for (UUID accountId : accountIds) {
        Place place = new Place(organizationId, accountId);
        queues.enter(place);
        taken.push(place);
      }
      return shares.within(organizationId, transaction);
    } finally {
      taken.forEach(queues::leave);
    }
  }
}
