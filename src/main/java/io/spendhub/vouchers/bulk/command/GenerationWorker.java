package io.spendhub.vouchers.bulk.command;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spendhub.platform.jobs.BackgroundJobs;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.bulk.command.GenerationService.JobOpened;
import io.spendhub.vouchers.bulk.domain.GenerationJobs;
import io.spendhub.vouchers.bulk.domain.GenerationJobs.Name;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Works on the jobs that are open, a chunk of each in turn, so that none waits for the end of
 * another. Any number of processes may run one; it starts as soon as a job is asked for here, and
 * finds within seconds those that were asked for elsewhere or that a crash left behind.
 */
@ApplicationScoped
class GenerationWorker {
  private static final Logger LOG = Logger.getLogger(GenerationWorker.class);
  private static final long PAUSE_MILLIS = 2_000;
  private static final int VOUCHERS_AT_ONCE = 10_000;
  private static final int JOBS_AT_ONCE = 100;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

  /** Refusals that will be the same for ever. */
  private static final Set<String> FINAL =
      Set.of("campaign_ended", "amount_out_of_range", "pattern_too_small");

  private final GenerationJobs jobs;
  private final GenerationChunk chunk;
  private final Clock clock;
  private final BackgroundJobs.Job job;
  private final boolean enabled;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("generation").daemon().factory());
  private volatile boolean stopping;

  /**
   * @param enabled whether this process does jobs in the background; an operator's command does not
   */
  GenerationWorker(
      GenerationJobs jobs,
      GenerationChunk chunk,
      Clock clock,
      BackgroundJobs background,
      @ConfigProperty(name = "quarkus.scheduler.enabled", defaultValue = "true") boolean enabled) {
    this.jobs = jobs;
    this.chunk = chunk;
    this.clock = clock;
    this.job = background.named("generations", Duration.ofMillis(PAUSE_MILLIS));
    this.enabled = enabled;
  }

  void start(@Observes StartupEvent started) {
    if (enabled) {
      var _ =
          thread.scheduleWithFixedDelay(
              () -> job.run(this::work), PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobOpened opened) {
    if (enabled && !stopping) {
      thread.execute(() -> job.run(this::work));
    }
  }

  void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
    stopping = true;
    thread.shutdown();
    if (!thread.awaitTermination(20, TimeUnit.SECONDS)) {
      LOG.warn("A generation did not stop in time; it goes on where it stood after a start.");
    }
  }

  /** Goes on until no job is left that nobody else is at. */
  private void work() {
    boolean going = true;
    while (going && !stopping) {
      going = false;
      for (Name name : due()) {
        going |= !stopping && work(name);
      }
    }
  }

  private List<Name> due() {
    return QuarkusTransaction.requiringNew().call(() -> jobs.due(clock.instant(), JOBS_AT_ONCE));
  }

  /** Whatever one job throws, the others go on. */
  private boolean work(Name name) {
    job.goesOn();
    try {
      return chunk.run(name, VOUCHERS_AT_ONCE);
    } catch (Throwable failure) {
      if (failure instanceof Refusal refusal && FINAL.contains(refusal.code())) {
        chunk.fail(name, refusal.code());
        return true;
      }
      LOG.warnf(failure, "Job %s could not go on, and will be tried again.", name.id());
      String why = failure instanceof Refusal refusal ? refusal.code() : "unavailable";
      QuarkusTransaction.requiringNew()
          .run(() -> jobs.postpone(name, why, clock.instant().plus(PAUSE_AFTER_FAILURE)));
      return false;
    }
  }
}
