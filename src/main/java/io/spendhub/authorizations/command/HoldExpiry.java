package io.spendhub.authorizations.command;

import static java.util.stream.Collectors.groupingBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.spendhub.authorizations.AuthorizationCommand.Expire;
import io.spendhub.authorizations.domain.AuthorizationLog;
import io.spendhub.authorizations.domain.AuthorizationLog.Due;
import io.spendhub.authorizations.domain.ExpiryProgress;
import io.spendhub.ledger.MoneyEngine;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.platform.operations.BackgroundJobs;
import io.spendhub.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Gives back holds whose time is over. One process at a time goes forward through the ends of holds
 * and remembers how far it came; each hold is decided again under its wallet's lock, so nothing is
 * given back twice even if two should work at once.
 */
@ApplicationScoped
class HoldExpiry {
  private static final Logger LOG = Logger.getLogger(HoldExpiry.class);
  private static final int AT_ONCE = 200;
  private static final int BATCHES_IN_A_RUN = 100;
  private static final Duration REST = Duration.ofSeconds(10);

  /** Clocks differ, and a transaction takes time: what came in just behind is looked at again. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  private final AuthorizationLog log;
  private final ExpiryProgress progress;
  private final MoneyEngine engine;
  private final Clock clock;
  private final BackgroundJobs.Job job;

  HoldExpiry(
      AuthorizationLog log,
      ExpiryProgress progress,
      MoneyEngine engine,
      Clock clock,
      BackgroundJobs background) {
    this.log = log;
    this.progress = progress;
    this.engine = engine;
    this.clock = clock;
    this.job = background.named("expiry of holds", REST);
  }

  @Scheduled(every = "10s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  void run() {
    job.run(() -> QuarkusTransaction.requiringNew().timeout(600).run(this::expireAll));
  }

  private void expireAll() {
    Optional<Instant> doneUpTo = progress.lock();
    if (doneUpTo.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Instant after = doneUpTo.get().minus(OVERLAP);
    boolean nothingLeft = true;
    for (int batch = 0; batch < BATCHES_IN_A_RUN; batch++) {
      List<Due> due = log.due(after, now, AT_ONCE);
      boolean allGivenBack = giveBack(due);
      nothingLeft &= allGivenBack;
      boolean last = due.size() < AT_ONCE;
      if (nothingLeft) {
        progress.doneUpTo(last ? now : due.getFirst().expiresAt());
      }
      if (last) {
        return;
      }
      if (!allGivenBack) {
        // What is left here is for the next run, which begins before it; others may end at once.
        after = due.getLast().expiresAt().minus(1, ChronoUnit.MICROS);
      }
    }
  }

  private boolean giveBack(List<Due> due) {
    boolean all = true;
    for (var each : due.stream().collect(groupingBy(Due::organizationId)).entrySet()) {
      all &= giveBack(each.getKey(), each.getValue());
    }
    return all;
  }

  /** All at once; where that fails, by wallet, so that one keeps no other from its turn. */
  private boolean giveBack(UUID organizationId, List<Due> due) {
    var byWallet = due.stream().collect(groupingBy(Due::walletId)).values();
    if (byWallet.size() > 1 && expire(organizationId, due)) {
      return true;
    }
    boolean all = true;
    for (List<Due> ofOneWallet : byWallet) {
      all &= expire(organizationId, ofOneWallet);
    }
    return all;
  }

  /** A failure is logged and tried again in the next run. */
  private boolean expire(UUID organizationId, List<Due> due) {
    job.goesOn();
    String requestId = "expiry-" + Ids.next();
    List<Submission> submissions =
        due.stream()
            .map(hold -> new Expire(hold.authorizationId(), hold.walletId(), hold.campaignId()))
            .map(command -> new Submission(List.of(), requestId, command))
            .toList();
    try {
      engine.executeInBackground(organizationId, submissions);
      return true;
    } catch (Throwable failure) {
      LOG.warnf(failure, "Holds of organization %s could not be given back.", organizationId);
      // A word now and then, or the server would end our own transaction as one that was forgotten.
      progress.lock();
      return false;
    }
  }
}
