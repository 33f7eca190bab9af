package io.spendhub.platform.http.problems;

import io.spendhub.platform.connections.ConnectionLoss;
import io.spendhub.platform.connections.driver.CommitInDoubt;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that cannot be reached, or is too busy, from a statement that is wrong. By
 * SQLSTATE (PostgreSQL, appendix A), since that alone is stable.
 */
final class DatabaseFaults {
  // insufficient resources, operator intervention (statement timeout)
  private static final Set<String> TRANSIENT_CLASSES = Set.of("53", "57");
  // serialization failure, deadlock, lock not available
  private static final Set<String> TRANSIENT_STATES = Set.of("40001", "40P01", "55P03");
  private static final String UNIQUE_VIOLATION = "23505";

  private DatabaseFaults() {}

  static Optional<Fault> of(Throwable link) {
    if (!(link instanceof SQLException sql)) {
      return Optional.empty();
    }
    if (sql instanceof CommitInDoubt) {
      return Optional.of(Fault.of(CommitInDoubt.refusal()));
    }
    if (isTransient(sql)) {
      return Optional.of(Fault.unavailable());
    }
    return UNIQUE_VIOLATION.equals(sql.getSQLState())
        ? Optional.of(Fault.of(409, "already_exists", "Another call made the same meanwhile."))
        : Optional.empty();
  }

  private static boolean isTransient(SQLException sql) {
    @Nullable String state = sql.getSQLState();
    if (state == null || state.length() < 2) {
      // The connection pool gives up without a SQLSTATE; the driver never does.
      return sql instanceof SQLTransientException || isFromPool(sql);
    }
    return ConnectionLoss.isToldBy(state)
        || TRANSIENT_CLASSES.contains(state.substring(0, 2))
        || TRANSIENT_STATES.contains(state);
  }

  private static boolean isFromPool(SQLException sql) {
    StackTraceElement[] trace = sql.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith("io.agroal.");
  }
}
