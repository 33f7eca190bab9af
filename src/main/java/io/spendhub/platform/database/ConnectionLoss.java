package io.spendhub.platform.database;

import io.spendhub.platform.database.driver.CommitInDoubt;
import java.util.Set;

/**
 * Failures after which a connection is of no use: it is lost, its server ends or begins, or is no
 * longer the primary. By SQLSTATE (PostgreSQL, appendix A).
 */
public final class ConnectionLoss {
  /** Read-only since a replica took over; ended because a transaction was forgotten. */
  private static final Set<String> STATES = Set.of("25006", "25P03");

  private ConnectionLoss() {}

  /** Whether a fresh connection may serve where this one did not. */
  public static boolean is(Throwable failure) {
    return FailureChain.sqlState(failure)
        .filter(
            state -> state.startsWith("08") || state.startsWith("57P") || STATES.contains(state))
        .isPresent();
  }

  /** Whether a transaction that failed so has certainly not been committed. */
  static boolean isBeforeCommit(Throwable failure) {
    return is(failure) && FailureChain.of(failure).noneMatch(CommitInDoubt.class::isInstance);
  }
}
