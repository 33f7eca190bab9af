package io.spendhub.authorizations.command;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.spendhub.authorizations.AuthorizationCommand.Expire;
import io.spendhub.authorizations.domain.EndedHolds;
import io.spendhub.authorizations.domain.EndedHolds.Due;
import io.spendhub.ledger.MoneyEngine;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.platform.jobs.BackgroundJobs;
import io.spendhub.platform.operations.ClockSkew;
import io.spendhub.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Gives back holds whose time is over. One process at a time goes forward through the ends of each
 * organization's holds, in turns, and remembers how far it came; each hold is decided again under
 * its wallet's lock, so nothing is given back twice even if two should work at once.
 */
@ApplicationScoped
class HoldExpiry {
  private static final Logger LOG = Logger.getLogger(HoldExpiry.class);
  private static final int PASSES_IN_A_RUN = 20;
  private static final Duration REST = Duration.ofSeconds(10);

  private final EndedHolds ended;
  private final MoneyEngine engine;
  private final ClockSkew clocks;
  private final BackgroundJobs.Job job;

  HoldExpiry(EndedHolds ended, MoneyEngine engine, ClockSkew clocks, BackgroundJobs background) {
    this.ended = ended;
    this.engine = engine;
    this.clocks = clocks;
    this.job = background.named("expiry of holds", REST);
  }

  @Scheduled(every = "10s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  void run() {
    job.run(() -> QuarkusTransaction.requiringNew().timeout(600).run(this::expireAll));
  }

  private void expireAll() {
    if (!ended.lock()) {
      return;
    }
    ExpiryRun run = new ExpiryRun(ended, this::expire);
    boolean more = true;
    for (int pass = 0; pass < PASSES_IN_A_RUN && more; pass++) {
      more = run.goOn(clocks.surelyReached());
    }
  }

  /** A failure is logged and tried again in the next run. */
  private boolean expire(UUID organizationId, List<Due> due) {
    job.goesOn();
    String requestId = "expiry-" + Ids.next();
    List<Submission> submissions =
        due.stream()
            .map(hold -> new Expire(hold.authorizationId(), hold.walletId(), hold.campaignId()))
            .map(command -> Submission.ofService(requestId, command))
            .toList();
    try {
      engine.executeInBackground(organizationId, submissions);
      return true;
    } catch (Throwable failure) {
      LOG.warnf(failure, "Holds of organization %s could not be given back.", organizationId);
      // A word now and then, or the server would end our own transaction as one that was forgotten.
      ended.lock();
      return false;
    }
  }
}
