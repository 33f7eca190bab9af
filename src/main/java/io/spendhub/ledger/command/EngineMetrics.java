package io.spendhub.ledger.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spendhub.ledger.MoneyEngine.Submission;
import io.spendhub.ledger.Purpose;
import io.spendhub.platform.idempotency.Outcome;
import io.spendhub.platform.idempotency.Outcome.Done;
import io.spendhub.platform.idempotency.Outcome.Failed;
import io.spendhub.platform.idempotency.Outcome.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/** How the engine is doing, under {@code /q/metrics}. No tag holds an id or an amount. */
@ApplicationScoped
class EngineMetrics {
  private final MeterRegistry registry;
  private final Timer batches;
  private final DistributionSummary commands;
  private final Counter retries;

  EngineMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.batches =
        Timer.builder("spendhub.engine.batches")
            .description("Transactions of money commands, from the first lock to the commit")
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
  }

  /** Times a transaction and counts what its commands were answered. */
  List<Outcome<String>> timed(List<Submission> batch, Supplier<List<Outcome<String>>> transaction) {
    commands.record(batch.size());
    List<Outcome<String>> outcomes = batches.record(transaction);
    for (int i = 0; i < batch.size(); i++) {
      count(batch.get(i), outcomes.get(i));
    }
    return outcomes;
  }

  /** Counts what a committed transaction moved, by why it did. */
  void moved(List<Purpose> purposes) {
    for (Purpose purpose : purposes) {
      registry.counter("spendhub.transfers", "kind", purpose.name()).increment();
    }
  }

  void retried() {
    retries.increment();
  }

  private void count(Submission submission, Outcome<String> outcome) {
    String result =
        switch (outcome) {
          case Refused<String> refused -> "refused";
          case Done<String> _, Failed<String> _ -> outcome.isReplayed() ? "replayed" : "done";
        };
    registry
        .counter(
            "spendhub.engine.commands",
            "command",
            submission.command().getClass().getSimpleName(),
            "outcome",
            result)
        .increment();
  }
}
