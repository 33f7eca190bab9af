package io.spendhub.ledger.command;

import io.spendhub.ledger.command.BatchTransaction.Became;
import io.spendhub.ledger.command.BatchTransaction.Became.Decided;
import io.spendhub.ledger.command.BatchTransaction.Became.Held;
import io.spendhub.ledger.command.BatchTransaction.Locking;
import io.spendhub.platform.connections.ConnectionLoss;
import io.spendhub.platform.sql.Primary;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Runs a batch in one transaction, again where it lost a race or its connection, and in halves
 * where it fails for another reason, until the command that it fails of stands alone. Whoever waits
 * for a command hears of it as soon as that is committed.
 */
@ApplicationScoped
class GroupCommit {
  private static final int ATTEMPTS = 6;
  private static final int ATTEMPTS_AFTER_TIMEOUTS = 3;
  private static final long FIRST_PAUSE_MILLIS = 5;

  /** A batch that fails part by part keeps its lane for no longer. */
  private static final Duration PATIENCE_IN_HALVES = Duration.ofSeconds(10);

  private final BatchTransaction transaction;
  private final EngineMetrics metrics;
  private final Primary primary;

  GroupCommit(BatchTransaction transaction, EngineMetrics metrics, Primary primary) {
    this.transaction = transaction;
    this.metrics = metrics;
    this.primary = primary;
  }

  /**
   * Runs what was taken from a lane.
   *
   * @return what was left alone, each with the account that another transaction holds
   */
  Map<Ticket, UUID> run(UUID organizationId, List<Ticket> batch, Locking locking) {
    return settle(batch, part -> withRetries(organizationId, part, locking));
  }

  /** Runs a batch of the service's own, once. */
  void runOnce(UUID organizationId, List<Ticket> batch) {
    settle(batch, part -> timed(organizationId, part, new Locking.Briefly()));
  }

  private Map<Ticket, UUID> settle(List<Ticket> batch, Function<List<Ticket>, List<Became>> work) {
    Run run = new Run(work);
    transaction.apart(batch).forEach(run::settle);
    return run.held;
  }

  /** How far the commands of a batch are settled, in one transaction or in many. */
  private static final class Run {
    final Function<List<Ticket>, List<Became>> work;
    final long began = System.nanoTime();
    final Map<Ticket, UUID> held = new LinkedHashMap<>();
    final Blocked blocked = new Blocked();

    Run(Function<List<Ticket>, List<Became>> work) {
      this.work = work;
    }

    void settle(List<Ticket> batch) {
      List<Ticket> free = new ArrayList<>(batch.size());
      for (Ticket ticket : batch) {
        blocked
            .behind(ticket)
            .ifPresentOrElse(account -> leave(ticket, account), () -> free.add(ticket));
      }
      if (!free.isEmpty()) {
        settleFree(free);
      }
    }

    private void settleFree(List<Ticket> batch) {
      try {
        List<Became> became = work.apply(batch);
        for (int i = 0; i < batch.size(); i++) {
          switch (became.get(i)) {
            case Decided(var outcome) -> batch.get(i).complete(outcome);
            case Held(var accountId) -> leave(batch.get(i), accountId);
          }
        }
      } catch (RuntimeException | Error failure) {
        boolean overdue = System.nanoTime() - began > PATIENCE_IN_HALVES.toNanos();
        if (batch.size() == 1 || overdue || !Failures.mayBeOfOneCommand(failure)) {
          batch.forEach(ticket -> ticket.fail(failure));
        } else {
          int half = batch.size() / 2;
          settle(batch.subList(0, half));
          settle(batch.subList(half, batch.size()));
        }
      }
    }

    private void leave(Ticket ticket, UUID account) {
      held.put(ticket, account);
      blocked.leave(ticket, account);
    }
  }

  private List<Became> withRetries(UUID organizationId, List<Ticket> batch, Locking locking) {
    long began = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        return timed(organizationId, batch, locking);
      } catch (RuntimeException failure) {
        int attempts = Failures.isTimeout(failure) ? attemptsAfterTimeouts(batch) : ATTEMPTS;
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

  /** Of many the most need not wait again for what one of them waits for. */
  private static int attemptsAfterTimeouts(List<Ticket> batch) {
    return batch.size() > 1 ? 1 : ATTEMPTS_AFTER_TIMEOUTS;
  }

  private List<Became> timed(UUID organizationId, List<Ticket> batch, Locking locking) {
    return metrics.timed(batch, () -> transaction.run(organizationId, batch, locking));
  }

  private static void pauseAfter(int attempt) {
    long most = FIRST_PAUSE_MILLIS << attempt;
    long pause = ThreadLocalRandom.current().nextLong(FIRST_PAUSE_MILLIS, most + 1);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
  }
}
