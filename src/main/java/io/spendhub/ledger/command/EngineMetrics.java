package io.spendhub.ledger.command;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.ledger.Purpose;
import io.spendhub.ledger.command.BatchTransaction.Became;
import io.spendhub.ledger.command.BatchTransaction.Became.Decided;
import io.spendhub.ledger.command.LaneQueues.Batch;
import io.spendhub.ledger.command.LaneQueues.Kind;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.platform.idempotency.Outcome.Done;
import io.spendhub.platform.idempotency.Outcome.Failed;
import io.spendhub.platform.idempotency.Outcome.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** How the engine is doing, under {@code /q/metrics}. No tag holds an id or an amount. */
@ApplicationScoped
class EngineMetrics {
  private static final String LANE = "lane";

  private final MeterRegistry registry;
  private final Timer batches;
  private final Timer commits;
  private final DistributionSummary commands;
  private final Counter retries;
  private final Map<Kind, Timer> waits = new EnumMap<>(Kind.class);

  EngineMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.batches =
        Timer.builder("spendhub.engine.batches")
            .description("Transactions of money commands, from the first lock to the commit")
            .publishPercentileHistogram()
            .register(registry);
    this.commits =
        Timer.builder("spendhub.engine.commits")
            .description("The commits of these transactions alone, flush to disk included")
            .publishPercentileHistogram()
            .register(registry);
    this.commands =
        DistributionSummary.builder("spendhub.engine.batch.size")
            .description("Commands in one transaction")
            .register(registry);
    this.retries =
        Counter.builder("spendhub.engine.retries")
            .description("Transactions that were run again after a lost race")
            .register(registry);
    for (Kind kind : Kind.values()) {
      waits.put(
          kind,
          Timer.builder("spendhub.engine.wait")
              .description("How long a command waited in its lane before its transaction began")
              .tag(LANE, tag(kind))
              .publishPercentileHistogram()
              .register(registry));
    }
  }

  /** Watches how many commands wait in lanes. */
  void watch(LaneQueues queues) {
    for (Kind kind : Kind.values()) {
      Gauge.builder("spendhub.engine.waiting", queues, lanes -> lanes.waiting(kind))
          .description("Commands that wait in lanes now")
          .tag(LANE, tag(kind))
          .register(registry);
    }
  }

  /** Notes how long the commands of a batch have waited. */
  void taken(Batch batch) {
    Timer wait = Objects.requireNonNull(waits.get(batch.kind()));
    batch.tickets().forEach(ticket -> wait.record(ticket.age()));
  }

  void committedIn(Duration time) {
    commits.record(time);
  }

  List<Became> timed(List<Ticket> batch, Supplier<List<Became>> transaction) {
    commands.record(batch.size());
    return batches.record(transaction);
  }

  /** Counts what the commands of a committed batch were answered. */
  void answered(List<Ticket> batch, List<Became> became) {
    Map<Counted, Integer> counted = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      if (became.get(i) instanceof Decided(var outcome)) {
        counted.merge(Counted.of(batch.get(i).submission(), outcome), 1, Integer::sum);
      }
    }
    counted.forEach(this::count);
  }

  /** Counts what a committed transaction moved, by why it did. */
  void moved(List<Purpose> purposes) {
    purposes.stream()
        .collect(groupingBy(identity(), counting()))
        .forEach(
            (purpose, times) ->
                registry
                    .counter("spendhub.transfers", "kind", purpose.name())
                    .increment((double) times));
  }

  void retried() {
    retries.increment();
  }

  /** What became of a command, of which a batch has many alike. */
  private record Counted(String command, String outcome) {
    static Counted of(Submission submission, Outcome<String> outcome) {
      String result =
          switch (outcome) {
            case Refused<String> refused -> "refused";
            case Done<String> _, Failed<String> _ -> outcome.isReplayed() ? "replayed" : "done";
          };
      return new Counted(submission.command().getClass().getSimpleName(), result);
    }
  }

  private void count(Counted counted, int times) {
    registry
        .counter(
            "spendhub.engine.commands", "command", counted.command(), "outcome", counted.outcome())
        .increment(times);
  }

  private static String tag(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
