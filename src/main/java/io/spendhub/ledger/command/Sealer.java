package io.spendhub.ledger.command;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spendhub.ledger.domain.CommitChain;
import io.spendhub.platform.connections.ConnectionLoss;
import io.spendhub.platform.jobs.BackgroundJobs;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Numbers the commits that have become visible and chains their digests, behind the hot path. Any
 * number of processes may run one; an advisory lock lets a single one work at a time.
 */
@ApplicationScoped
class Sealer {
  private static final Logger LOG = Logger.getLogger(Sealer.class);
  private static final long PAUSE_MILLIS = 200;
  private static final int COMMITS_AT_ONCE = 5_000;
  private static final long HEADS_EVERY_MILLIS = 60_000;

  private final CommitChain chain;
  private final HeadLog heads;
  private final BackgroundJobs.Job job;
  private final boolean enabled;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sealer").daemon().factory());

  /**
   * @param enabled whether this process does jobs in the background; an operator's command does not
   */
  Sealer(
      CommitChain chain,
      HeadLog heads,
      BackgroundJobs background,
      @ConfigProperty(name = "quarkus.scheduler.enabled", defaultValue = "true") boolean enabled) {
    this.chain = chain;
    this.heads = heads;
    this.job = background.named("sealing", Duration.ofMillis(PAUSE_MILLIS));
    this.enabled = enabled;
  }

  void start(@Observes StartupEvent started) {
    if (!enabled) {
      return;
    }
    var _ =
        thread.scheduleWithFixedDelay(
            () -> job.run(this::sealAll), PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    var _ =
        thread.scheduleWithFixedDelay(
            () -> job.run(this::writeHeads),
            HEADS_EVERY_MILLIS,
            HEADS_EVERY_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    if (enabled) {
      thread.execute(() -> job.run(this::writeHeads));
    }
    thread.shutdown();
    if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
      LOG.warn("The sealer did not stop in time; the next start seals what it left.");
    }
  }

  /** Where one cannot be sealed, those after it are all the same, and then it is told. */
  private void sealAll() {
    Optional<RuntimeException> first = Optional.empty();
    for (UUID organizationId : chain.organizationsWithUnsealed()) {
      try {
        sealAllOf(organizationId);
      } catch (RuntimeException failure) {
        if (isOfAll(failure)) {
          throw failure;
        }
        LOG.warnf("The commits of %s are not sealed: %s", organizationId, failure.getMessage());
        first = first.or(() -> Optional.of(failure));
      }
    }
    if (first.isPresent()) {
      throw first.get();
    }
  }

  /** The database is away or has no place, for the next organization neither. */
  private static boolean isOfAll(RuntimeException failure) {
    return failure instanceof Refusal || ConnectionLoss.is(failure);
  }

  private void sealAllOf(UUID organizationId) {
    while (seal(organizationId) == COMMITS_AT_ONCE) {
      LOG.debugf("More commits of %s wait to be sealed.", organizationId);
    }
  }

  private int seal(UUID organizationId) {
    job.goesOn();
    int sealed =
        QuarkusTransaction.requiringNew().call(() -> chain.seal(organizationId, COMMITS_AT_ONCE));
    if (sealed > 0) {
      heads.moved(organizationId);
    }
    return sealed;
  }

  private void writeHeads() {
    try {
      heads.write();
    } catch (RuntimeException failure) {
      LOG.warnf("The heads of chains will be written later: %s", failure.getMessage());
    }
  }
}
