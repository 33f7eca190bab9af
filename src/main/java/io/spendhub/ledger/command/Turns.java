package io.spendhub.ledger.command;

import io.spendhub.platform.connections.ConnectionShares;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Commands wait for an account here, before they hold a connection. PostgreSQL's lock on the
 * account is what makes them correct; this keeps those that wait for one account from holding the
 * connections of their organization. Two at a time go to the database: one that has the lock, and
 * one that waits for it there, so that nothing stands still between the two. A batch on many
 * accounts stands in all of their lines at once, and holds up none of them while it waits.
 */
@ApplicationScoped
class Turns {
  private static final int AT_ONCE_ON_AN_ACCOUNT = 2;
  private static final int LONGEST_LINE = 1_000;

  /** Long enough for a crowd, and shorter than callers usually wait for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Lines<Account> lines = new Lines<>(AT_ONCE_ON_AN_ACCOUNT, LONGEST_LINE, PATIENCE);
  private final ConnectionShares shares;

  private record Account(UUID organizationId, UUID id) {}

  Turns(ConnectionShares shares) {
    this.shares = shares;
  }

  /**
   * Runs a transaction, again and again if need be, when it is its turn on all of its accounts.
   *
   * @throws io.spendhub.shared.Refusal 503 {@code unavailable} if it has to wait for too long
   */
  <T> T await(UUID organizationId, SortedSet<UUID> accountIds, Supplier<T> transaction) {
    List<Account> accounts =
        accountIds.stream().map(id -> new Account(organizationId, id)).toList();
    return lines.visit(accounts, () -> shares.within(transaction));
  }
}
