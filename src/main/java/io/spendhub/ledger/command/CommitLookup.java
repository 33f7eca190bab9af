package io.spendhub.ledger.command;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.spendhub.ledger.Journals;
import io.spendhub.platform.connections.ConnectionLoss;
import io.spendhub.platform.connections.driver.CommitInDoubt;
import io.spendhub.platform.sql.Primary;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Finds out what became of a commit that was not acknowledged. */
@ApplicationScoped
class CommitLookup {
  private static final Logger LOG = Logger.getLogger(CommitLookup.class);

  /** As long as whoever waits for a busy account. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration PATIENCE_AT_ONCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Journals journals;
  private final Primary primary;

  CommitLookup(Journals journals, Primary primary) {
    this.journals = journals;
    this.primary = primary;
  }

  /**
   * Whether the commit has happened, for good. The look-up is a transaction that writes, so it is
   * acknowledged only after what it looks for would have been.
   *
   * @throws io.spendhub.shared.Refusal 503 {@code unavailable} if that cannot be told in time
   */
  boolean hasHappened(UUID organizationId, UUID commitId) {
    long began = System.nanoTime();
    while (true) {
      try {
        QuarkusTransaction.requiringNew().run(() -> lookUp(organizationId, commitId));
        return true;
      } catch (NotThere undone) {
        return false;
      } catch (RuntimeException failure) {
        // A thread that is told to end does not pause, nor get a connection; it stays told.
        if (Thread.currentThread().isInterrupted()
            || System.nanoTime() - began > PATIENCE.toNanos()) {
          LOG.warnf(failure, "Nothing tells what became of the commit %s.", commitId);
          throw CommitInDoubt.refusal();
        }
        if (ConnectionLoss.is(failure)) {
          primary.renew();
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void lookUp(UUID organizationId, UUID commitId) {
    journals.giveUpAfter(PATIENCE_AT_ONCE);
    if (!journals.isCommitted(organizationId, commitId)) {
      throw new NotThere();
    }
  }

  /** Undoes the look-up, and with it what kept the place of the record. */
  private static final class NotThere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotThere() {
      super("there is no such commit", null, false, false);
    }
  }
}
