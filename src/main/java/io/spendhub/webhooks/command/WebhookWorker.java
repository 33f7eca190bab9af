package io.spendhub.webhooks.command;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spendhub.platform.jobs.BackgroundJobs;
import io.spendhub.platform.outgoing.SealedSecrets;
import io.spendhub.webhooks.domain.Deliveries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Reads the feeds for the webhooks and calls their servers. Any number of processes may run one:
 * what one of them has begun and not ended within a minute, any other begins again.
 */
@ApplicationScoped
class WebhookWorker {
  private static final Logger LOG = Logger.getLogger(WebhookWorker.class);
  private static final long PAUSE_MILLIS = 250;

  /** What ends in so short a time is kept together, and costs the database one transaction. */
  private static final long GATHERING_MILLIS = 20;

  private static final long COUNTING_SECONDS = 15;
  private static final long CLEARING_MINUTES = 10;

  private static final Duration KEPT = Duration.ofDays(30);

  private static final int LONGEST_END_MILLIS = 5_000;

  private final FeedReading reading;
  private final Dispatch dispatch;
  private final Deliveries deliveries;
  private final WebhookMetrics metrics;
  private final Clock clock;
  private final BackgroundJobs.Job telling;
  private final BackgroundJobs.Job clearing;
  private final boolean enabled;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("webhooks").daemon().factory());
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean stopping;

  /**
   * @param enabled whether this process does jobs in the background; an operator's command does not
   */
  WebhookWorker(
      FeedReading reading,
      Dispatch dispatch,
      Deliveries deliveries,
      WebhookMetrics metrics,
      SealedSecrets secrets,
      Clock clock,
      BackgroundJobs background,
      @ConfigProperty(name = "quarkus.scheduler.enabled", defaultValue = "true") boolean enabled) {
    this.reading = reading;
    this.dispatch = dispatch;
    this.deliveries = deliveries;
    this.metrics = metrics;
    this.clock = clock;
    this.telling = background.named("webhooks", Duration.ofMillis(PAUSE_MILLIS));
    this.clearing =
        background.named("clearing of deliveries", Duration.ofMinutes(CLEARING_MINUTES));
    this.enabled = enabled && secrets.hasKey();
  }

  void start(@Observes StartupEvent started) {
    if (!enabled) {
      return;
    }
    var _ =
        thread.scheduleWithFixedDelay(
            () -> telling.run(this::work), PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    var _ =
        thread.scheduleWithFixedDelay(
            () -> telling.run(() -> metrics.waiting(deliveries.backlog())),
            1,
            COUNTING_SECONDS,
            TimeUnit.SECONDS);
    var _ =
        thread.scheduleWithFixedDelay(
            () -> clearing.run(this::clear), 1, CLEARING_MINUTES, TimeUnit.MINUTES);
  }

  /** Attempts that are under way have some time to end; what is not kept then is done again. */
  void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
    stopping = true;
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_END_MILLIS);
    while (enabled && dispatch.underWay() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(GATHERING_MILLIS);
    }
    if (enabled) {
      thread.execute(() -> telling.run(dispatch::keepOutcomes));
    }
    thread.shutdown();
    if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
      LOG.warn("What became of some deliveries was not kept; they are made once more.");
    }
  }

  /** Goes on as long as there is something to read; the ends of attempts call for it again. */
  private void work() {
    boolean going = true;
    while (going && !stopping) {
      telling.goesOn();
      dispatch.keepOutcomes();
      going = reading.goOn();
      dispatch.begin(this::wake);
    }
  }

  private void wake() {
    if (!stopping && woken.compareAndSet(false, true)) {
      var _ = thread.schedule(this::wakened, GATHERING_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void wakened() {
    woken.set(false);
    telling.run(this::work);
  }

  private void clear() {
    Instant madeBefore = clock.instant().minus(KEPT);
    while (!stopping && deliveries.deleteSome(madeBefore) > 0) {
      clearing.goesOn();
    }
  }
}
