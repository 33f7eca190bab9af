package io.spendhub.ledger.command;

import io.spendhub.platform.database.FailureChain;
import io.spendhub.platform.idempotency.IdempotencyKeys.KeyTakenMeanwhile;
import java.util.Set;

/** What a failed transaction says about trying again, by SQLSTATE (PostgreSQL, appendix A). */
final class Failures {
  /** Serialization failure, deadlock, lock timeout, statement timeout. */
  private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "55P03", "57014");

  private static final Set<String> TIMEOUTS = Set.of("55P03", "57014");

  private Failures() {}

  /**
   * Whether the same batch may succeed when run again. After a lost connection nobody knows whether
   * it was committed; the next attempt finds the keys if it was.
   */
  static boolean isTransient(Throwable failure) {
    return failure instanceof KeyTakenMeanwhile
        || FailureChain.sqlState(failure)
            .filter(state -> LOST_RACES.contains(state) || state.startsWith("08"))
            .isPresent();
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
