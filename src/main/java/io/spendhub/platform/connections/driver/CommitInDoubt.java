package io.spendhub.platform.connections.driver;

import io.spendhub.platform.connections.FailureChain;
import io.spendhub.shared.Refusal;
import java.sql.SQLException;

/**
 * Nobody can tell yet whether a transaction was committed: its answer was lost, came too late, or
 * says that a standby does not have it. The cause says which.
 */
public final class CommitInDoubt extends SQLException {
  private static final long serialVersionUID = 1L;

  /** Transaction resolution unknown (PostgreSQL, appendix A). */
  private static final String SQL_STATE = "08007";

  /** What a caller is told: it may have been done, and is not to be done twice. */
  public static Refusal refusal() {
    return Refusal.of(
        Refusal.Kind.UNAVAILABLE,
        "unavailable",
        "It is not known yet whether this was done. Send it again with its Idempotency-Key, or look"
            + " before you send it again without one.");
  }

  /** Whether a commit is in doubt behind a failure. */
  public static boolean isIn(Throwable failure) {
    return FailureChain.of(failure).anyMatch(CommitInDoubt.class::isInstance);
  }

  CommitInDoubt(SQLException cause) {
    super("It is not known whether the transaction was committed.", SQL_STATE, cause);
  }
}
