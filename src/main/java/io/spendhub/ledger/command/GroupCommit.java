package io.spendhub.ledger.command;

import io.spendhub.ledger.MoneyEngine;
import io.spendhub.ledger.command.BatchTransaction.TornCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a batch in one transaction, again where it lost a race, and in halves where one command of
 * it cannot be saved, until that one stands alone.
 */
@ApplicationScoped
class GroupCommit implements MoneyEngine {
  private static final int ATTEMPTS = 6;
  private static final int ATTEMPTS_AFTER_TIMEOUTS = 2;
  private static final long FIRST_PAUSE_MILLIS = 5;

  private final BatchTransaction transaction;
  private final EngineMetrics metrics;

  GroupCommit(BatchTransaction transaction, EngineMetrics metrics) {
    this.transaction = transaction;
    this.metrics = metrics;
  }

  @Override
  public List<Reply> execute(UUID organizationId, List<Submission> batch) {
    try {
      return withRetries(organizationId, batch);
    } catch (TornCommand torn) {
      return batch.size() == 1 ? List.of(torn.refused()) : inHalves(organizationId, batch);
    } catch (RuntimeException failure) {
      if (batch.size() == 1 || !Failures.isOfOneCommand(failure)) {
        throw failure;
      }
      return inHalves(organizationId, batch);
    }
  }

  private List<Reply> inHalves(UUID organizationId, List<Submission> batch) {
    int half = batch.size() / 2;
    List<Reply> replies = new ArrayList<>(execute(organizationId, batch.subList(0, half)));
    replies.addAll(execute(organizationId, batch.subList(half, batch.size())));
    return replies;
  }

  private List<Reply> withRetries(UUID organizationId, List<Submission> batch) {
    for (int attempt = 1; ; attempt++) {
      try {
        return metrics.timed(batch, () -> transaction.run(organizationId, batch));
      } catch (RuntimeException failure) {
        int attempts = Failures.isTimeout(failure) ? ATTEMPTS_AFTER_TIMEOUTS : ATTEMPTS;
        if (attempt >= attempts || !Failures.isTransient(failure)) {
          throw failure;
        }
        metrics.retried();
        pauseAfter(attempt);
      }
    }
  }

  private static void pauseAfter(int attempt) {
    long most = FIRST_PAUSE_MILLIS << attempt;
    long pause = ThreadLocalRandom.current().nextLong(FIRST_PAUSE_MILLIS, most + 1);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
  }
}
