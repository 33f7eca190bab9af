package io.spendhub.ledger.command;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spendhub.ledger.MoneyEngine;
import io.spendhub.ledger.command.LaneQueues.Batch;
import io.spendhub.platform.connections.ConnectionShares;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.platform.idempotency.Outcome.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Runs commands in lanes: whatever waits in one is run in one transaction, and while that runs the
 * next gathers. No command waits for others to come; alone, it is a batch of one.
 *
 * <p>Each lane that runs has a thread of the operating system and a connection for itself. Callers
 * wait on virtual threads, which share the processors with what they wait for: however many there
 * are, a lane goes on.
 */
@ApplicationScoped
class Lanes implements MoneyEngine {
  private static final Logger LOG = Logger.getLogger(Lanes.class);
  private static final int MOST_IN_A_BATCH = 500;

  /** Long enough for a crowd, and shorter than callers usually wait for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What was taken in is answered, or told to be in doubt, within this time of a shutdown. */
  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(20);

  private final LaneQueues queues;
  private final GroupCommit commits;
  private final EngineMetrics metrics;
  private final ConnectionShares shares;
  private final List<Thread> threads = new ArrayList<>();

  Lanes(GroupCommit commits, EngineMetrics metrics, ConnectionShares shares) {
    this.queues = new LaneQueues(shares.lanes(), MOST_IN_A_BATCH);
    this.commits = commits;
    this.metrics = metrics;
    this.shares = shares;
    metrics.watch(queues);
  }

  void start(@Observes StartupEvent event) {
    for (int number = 1; number <= shares.lanes(); number++) {
      int lane = number;
      threads.add(
          Thread.ofPlatform()
              .name("lane-" + lane)
              .daemon()
              .start(() -> ConnectionShares.inLane(lane, this::runAll)));
    }
  }

  /** Callers are gone by now, but for those that a shutdown did not wait for. */
  void drain(@Observes ShutdownEvent event) {
    queues.close();
    long deadline = System.nanoTime() + PATIENCE_AT_THE_END.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public List<Outcome<String>> execute(UUID organizationId, List<Submission> batch) {
    List<Ticket> tickets = tickets(batch);
    queues.join(organizationId, tickets);
    return tickets.size() == 1
        ? List.of(tickets.getFirst().await(PATIENCE))
        : tickets.stream().map(Lanes::outcome).toList();
  }

  @Override
  public List<Outcome<String>> executeInBackground(UUID organizationId, List<Submission> batch) {
    List<Ticket> tickets = tickets(batch);
    commits.runOnce(organizationId, tickets);
    return tickets.stream().map(ticket -> ticket.await(PATIENCE)).toList();
  }

  private static List<Ticket> tickets(List<Submission> batch) {
    Map<String, Object> logged = MDC.getMap();
    return batch.stream().map(submission -> new Ticket(submission, logged)).toList();
  }

  /** Of several commands one may fail and others be done, whose caller has to know it. */
  private static Outcome<String> outcome(Ticket ticket) {
    try {
      return ticket.await(PATIENCE);
    } catch (RuntimeException failure) {
      return new Refused<>(Failures.refusal(failure));
    }
  }

  private void runAll() {
    boolean open = true;
    while (open) {
      try {
        Optional<Batch> next = queues.take();
        next.ifPresent(this::run);
        open = next.isPresent();
      } catch (InterruptedException told) {
        LOG.warn("A lane was told to end.");
        open = false;
      } catch (RuntimeException | Error failure) {
        LOG.error("A lane goes on after a failure of its own.", failure);
      }
    }
  }

  private void run(Batch batch) {
    Map<Ticket, UUID> held = Map.of();
    try {
      log(batch.tickets());
      metrics.taken(batch);
      held = commits.run(batch.organizationId(), batch.tickets(), batch.locking());
    } catch (RuntimeException | Error failure) {
      LOG.error("A batch was left in the middle.", failure);
      batch.tickets().forEach(ticket -> ticket.fail(failure));
    } finally {
      MDC.clear();
      queues.ended(batch, held);
    }
  }

  /** A line of the log tells for whom it was, as far as that is one. */
  private static void log(List<Ticket> tickets) {
    if (tickets.size() == 1) {
      tickets.getFirst().logged().forEach(MDC::put);
    } else {
      MDC.put(
          "requestId",
          tickets.getFirst().submission().requestId() + " and " + (tickets.size() - 1) + " more");
    }
  }
}
