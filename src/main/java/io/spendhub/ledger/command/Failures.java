package io.spendhub.ledger.command;

import io.spendhub.platform.connections.ConnectionLoss;
import io.spendhub.platform.connections.FailureChain;
import io.spendhub.platform.idempotency.IdempotencyKeys.KeyTakenMeanwhile;
import java.util.Set;

/** What a failed transaction says about trying again, by SQLSTATE (PostgreSQL, appendix A). */
final class Failures {
  /** Serialization failure, deadlock, lock timeout, statement timeout. */
  private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "55P03", "57014");

  private static final Set<String> TIMEOUTS = Set.of("55P03", "57014");

  private Failures() {}

  /**
   * Whether the same batch may succeed when run again. It is not asked of a commit in doubt, before
   * {@link CommitLookup} has told that it did not happen.
   */
  static boolean isTransient(Throwable failure) {
    return failure instanceof KeyTakenMeanwhile
        || ConnectionLoss.is(failure)
        || FailureChain.sqlState(failure).filter(LOST_RACES::contains).isPresent();
  }

  /** Whether it waited as long as it may, which is not worth many more waits. */
  static boolean isTimeout(Throwable failure) {
    return FailureChain.sqlState(failure).filter(TIMEOUTS::contains).isPresent();
  }

  /** Whether the data of a single command cannot be saved: a data exception or a constraint. */
  static boolean isOfOneCommand(Throwable failure) {
    return FailureChain.sqlState(failure)
        .filter(state -> state.startsWith("22") || state.startsWith("23"))
        .isPresent();
  }
}
