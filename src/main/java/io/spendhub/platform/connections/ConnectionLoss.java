package io.spendhub.platform.connections;

import io.spendhub.platform.connections.driver.CommitInDoubt;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;

/**
 * Failures after which a connection is of no use: it is lost, its server ends or begins, or is no
 * longer the primary. By SQLSTATE (PostgreSQL, appendix A).
 */
public final class ConnectionLoss {
  /** Read-only since a replica took over; ended because a transaction was idle or took too long. */
  private static final Set<String> STATES = Set.of("25006", "25P03", "25P04");

  /** A pool has some tens of connections, and each that is lost tells it at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String CANNOT_CONNECT = "08001";

  private ConnectionLoss() {}

  /** Whether a fresh connection may serve where this one did not. */
  public static boolean is(Throwable failure) {
    return FailureChain.sqlState(failure).filter(ConnectionLoss::isToldBy).isPresent();
  }

  /** Whether a SQLSTATE says so. */
  public static boolean isToldBy(String state) {
    return state.startsWith("08") || state.startsWith("57P") || STATES.contains(state);
  }

  /** Whether there is no connection, or nothing else that any statement needs, to be had. */
  public static boolean isForWantOfRoom(Throwable failure) {
    return FailureChain.sqlState(failure).filter(state -> state.startsWith("53")).isPresent()
        || FailureChain.of(failure).anyMatch(SQLTransientConnectionException.class::isInstance);
  }

  /**
   * Whether it is worth to try once more at once, however often it was lost before: each of a
   * pool's connections that was lost with the first leaves the pool when it is met, and the next is
   * fresh. Where none can be opened at all, and where it took long, it is not.
   *
   * @param began when the first was tried, as {@link System#nanoTime} told it
   */
  public static boolean leavesOthersToMeet(Throwable failure, long began) {
    return isBeforeCommit(failure)
        && FailureChain.sqlState(failure).filter(CANNOT_CONNECT::equals).isEmpty()
        && System.nanoTime() - began < PATIENCE.toNanos();
  }

  /** Whether a transaction that failed so has certainly not been committed. */
  public static boolean isBeforeCommit(Throwable failure) {
    return is(failure) && FailureChain.of(failure).noneMatch(CommitInDoubt.class::isInstance);
  }
}
