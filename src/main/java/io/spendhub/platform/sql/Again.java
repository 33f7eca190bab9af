package io.spendhub.platform.sql;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spendhub.platform.connections.ConnectionLoss;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;

/**
 * Runs a transaction again that lost its connection before its commit, and so has done nothing. The
 * pool may hold others that were lost with it, before it comes to throw them away.
 */
@ApplicationScoped
public class Again {
  private static final int TIMES = 3;

  private final Primary primary;

  Again(Primary primary) {
    this.primary = primary;
  }

  /** Something in a transaction of its own. */
  @FunctionalInterface
  public interface Transaction<T, E extends Exception> {
    T run() throws E;
  }

  /** Whether a transaction is under way, of which a failure is a failure of the whole. */
  static boolean isInTransaction() {
    return QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION;
  }

  /** What a transaction gives; a commit in doubt is never run again. */
  public <T, E extends Exception> T ifLost(Transaction<T, E> transaction) throws E {
    long began = System.nanoTime();
    for (int time = 1; ; time++) {
      try {
        return transaction.run();
      } catch (Exception failure) {
        boolean spent = time >= TIMES && !ConnectionLoss.leavesOthersToMeet(failure, began);
        if (spent || !ConnectionLoss.isBeforeCommit(failure)) {
          throw failure;
        }
        primary.renew();
      }
    }
  }
}
