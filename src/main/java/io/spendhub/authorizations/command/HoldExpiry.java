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
import io.spendhub.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  /** Clocks differ, and a transaction takes time: what came in just behind is looked at again. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  private final AuthorizationLog log;
  private final ExpiryProgress progress;
  private final MoneyEngine engine;
  private final Clock clock;

  HoldExpiry(AuthorizationLog log, ExpiryProgress progress, MoneyEngine engine, Clock clock) {
    this.log = log;
    this.progress = progress;
    this.engine = engine;
    this.clock = clock;
  }

  @Scheduled(every = "10s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  void run() {
    QuarkusTransaction.requiringNew().timeout(600).run(this::expireAll);
  }

  private void expireAll() {
    Optional<Instant> doneUpTo = progress.lock();
    if (doneUpTo.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Instant after = doneUpTo.get().minus(OVERLAP);
    for (int batch = 0; batch < BATCHES_IN_A_RUN; batch++) {
      List<Due> due = log.due(after, now, AT_ONCE);
      boolean allGivenBack =
          due.stream().collect(groupingBy(Due::organizationId)).entrySet().stream()
              .map(each -> expire(each.getKey(), each.getValue()))
              .reduce(true, Boolean::logicalAnd);
      if (!allGivenBack) {
        return;
      }
      if (due.size() < AT_ONCE) {
        progress.doneUpTo(now);
        return;
      }
      progress.doneUpTo(due.getFirst().expiresAt());
    }
  }

  /** One organization's failure is logged, and tried again, and keeps no other from its turn. */
  private boolean expire(UUID organizationId, List<Due> due) {
    String requestId = "expiry-" + Ids.next();
    List<Submission> submissions =
        due.stream()
            .map(hold -> new Expire(hold.authorizationId(), hold.walletId()))
            .map(command -> new Submission(List.of(), requestId, command))
            .toList();
    try {
      engine.execute(organizationId, submissions);
      return true;
    } catch (RuntimeException failure) {
      LOG.errorf(failure, "Holds of organization %s could not be given back.", organizationId);
      return false;
    }
  }
}
