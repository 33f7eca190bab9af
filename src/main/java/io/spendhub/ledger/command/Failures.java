package io.spendhub.ledger.command;

import io.spendhub.platform.connections.ConnectionLoss;
import io.spendhub.platform.connections.FailureChain;
import io.spendhub.platform.connections.driver.CommitInDoubt;
import io.spendhub.platform.idempotency.IdempotencyKeys.KeyTakenMeanwhile;
import io.spendhub.shared.Refusal;
import jakarta.transaction.RollbackException;
import java.util.Set;
import org.jboss.logging.Logger;

/** What a failed transaction says about trying again, by SQLSTATE (PostgreSQL, appendix A). */
final class Failures {
  private static final Logger LOG = Logger.getLogger(Failures.class);

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

  /**
   * Whether others of the same batch may be saved without the one that it failed of. A refusal of
   * the whole is none of those: it tells of a database that is away, or of a commit in doubt.
   * Whoever waited too long waited for a lock that one of them needs.
   */
  static boolean mayBeOfOneCommand(Throwable failure) {
    return (isTimeout(failure) || !isTransient(failure))
        && !isOfTheDatabase(failure)
        && !CommitInDoubt.isIn(failure)
        && FailureChain.of(failure).noneMatch(Refusal.class::isInstance);
  }

  /** What the caller of several commands is told of one that failed. */
  static Refusal refusal(Throwable failure) {
    return FailureChain.of(failure)
        .filter(Refusal.class::isInstance)
        .map(Refusal.class::cast)
        .findFirst()
        .orElseGet(
            () ->
                isTransient(failure) || isOfTheDatabase(failure) ? unavailable() : broken(failure));
  }

  /** It has no room or no connection left, or ended the transaction since that took too long. */
  private static boolean isOfTheDatabase(Throwable failure) {
    boolean ended = FailureChain.of(failure).anyMatch(RollbackException.class::isInstance);
    return ConnectionLoss.isForWantOfRoom(failure)
        || (ended && FailureChain.sqlState(failure).isEmpty());
  }

  private static Refusal unavailable() {
    return Refusal.of(
        Refusal.Kind.UNAVAILABLE, "unavailable", "The service cannot answer just now. Try again.");
  }

  private static Refusal broken(Throwable failure) {
    LOG.error("A command of several failed.", failure);
    return Refusal.of(
        Refusal.Kind.BROKEN, "internal_error", "Something went wrong here. It was logged.");
  }
}
