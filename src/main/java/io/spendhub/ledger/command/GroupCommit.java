package io.spendhub.ledger.command;

import io.spendhub.ledger.MoneyEngine;
import io.spendhub.platform.connections.ConnectionLoss;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.platform.sql.Primary;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs a batch in one transaction, again where it lost a race or its connection, and in halves
 * where one command of it cannot be saved, until that one stands alone.
 */
@ApplicationScoped
class GroupCommit implements MoneyEngine {
  private static final int ATTEMPTS = 6;
  private static final int ATTEMPTS_AFTER_TIMEOUTS = 2;
  private static final long FIRST_PAUSE_MILLIS = 5;
  private static final Duration PATIENCE_OF_JOBS = Duration.ofSeconds(1);

  private final Turns turns;
  private final BatchTransaction transaction;
  private final EngineMetrics metrics;
  private final Primary primary;

  GroupCommit(Turns turns, BatchTransaction transaction, EngineMetrics metrics, Primary primary) {
    this.primary = primary;
    this.turns = turns;
    this.transaction = transaction;
    this.metrics = metrics;
  }

  @Override
  public List<Outcome<String>> execute(UUID organizationId, List<Submission> batch) {
    return executeApart(batch, part -> inTurn(organizationId, part));
  }

  @Override
  public List<Outcome<String>> executeInBackground(UUID organizationId, List<Submission> batch) {
    return executeApart(
        batch,
        part -> metrics.timed(part, () -> transaction.run(organizationId, part, PATIENCE_OF_JOBS)));
  }

  private List<Outcome<String>> inTurn(UUID organizationId, List<Submission> batch) {
    return turns.await(
        organizationId,
        BatchTransaction.accountsOf(batch),
        () -> withRetries(batch, () -> transaction.run(organizationId, batch)));
  }

  private List<Outcome<String>> executeApart(
      List<Submission> batch, Function<List<Submission>, List<Outcome<String>>> work) {
    return transaction.apart(batch).stream().flatMap(part -> execute(part, work).stream()).toList();
  }

  /** Runs a batch, in halves where one of its commands cannot be saved. */
  private static List<Outcome<String>> execute(
      List<Submission> batch, Function<List<Submission>, List<Outcome<String>>> transaction) {
    try {
      return transaction.apply(batch);
    } catch (RuntimeException failure) {
      if (batch.size() == 1 || !Failures.isOfOneCommand(failure)) {
        throw failure;
      }
      return inHalves(batch, transaction);
    }
  }

  private static List<Outcome<String>> inHalves(
      List<Submission> batch, Function<List<Submission>, List<Outcome<String>>> transaction) {
    int half = batch.size() / 2;
    List<Outcome<String>> replies = new ArrayList<>(execute(batch.subList(0, half), transaction));
    replies.addAll(execute(batch.subList(half, batch.size()), transaction));
    return replies;
  }

  private List<Outcome<String>> withRetries(
      List<Submission> batch, Supplier<List<Outcome<String>>> transaction) {
    long began = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        return metrics.timed(batch, transaction);
      } catch (RuntimeException failure) {
        int attempts = Failures.isTimeout(failure) ? ATTEMPTS_AFTER_TIMEOUTS : ATTEMPTS;
        boolean spent = attempt >= attempts && !ConnectionLoss.leavesOthersToMeet(failure, began);
        if (spent || !Failures.isTransient(failure)) {
          throw failure;
        }
        metrics.retried();
        if (ConnectionLoss.is(failure)) {
          primary.renew();
        }
        pauseAfter(Math.min(attempt, ATTEMPTS));
      }
    }
  }

  private static void pauseAfter(int attempt) {
    long most = FIRST_PAUSE_MILLIS << attempt;
    long pause = ThreadLocalRandom.current().nextLong(FIRST_PAUSE_MILLIS, most + 1);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
  }
}
