package io.spendhub.ledger.command;

import io.spendhub.platform.idempotency.IdempotencyKeys.KeyTakenMeanwhile;
import java.sql.SQLException;
import java.util.Optional;
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
        || sqlState(failure)
            .filter(state -> LOST_RACES.contains(state) || state.startsWith("08"))
            .isPresent();
  }

  /** Whether it waited as long as it may, which is not worth many more waits. */
  static boolean isTimeout(Throwable failure) {
    return sqlState(failure).filter(TIMEOUTS::contains).isPresent();
  }

  /** Whether the data of a single command cannot be saved: a data exception or a constraint. */
  static boolean isOfOneCommand(Throwable failure) {
    return sqlState(failure)
        .filter(state -> state.startsWith("22") || state.startsWith("23"))
        .isPresent();
  }

  private static Optional<String> sqlState(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return Optional.of(sql.getSQLState());
      }
    }
    return Optional.empty();
  }
}
