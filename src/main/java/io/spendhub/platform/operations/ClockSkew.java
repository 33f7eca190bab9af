package io.spendhub.platform.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.spendhub.platform.jobs.BackgroundJobs;
import io.spendhub.platform.sql.Primary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * How far the clock of this process is from that of the database, which all processes share. Nobody
 * can say which of the two is wrong, so that more than a second is told to those who can look, and
 * what cannot be undone waits for both.
 */
@ApplicationScoped
public class ClockSkew {
  private static final Logger LOG = Logger.getLogger(ClockSkew.class);
  private static final Duration ALLOWED = Duration.ofSeconds(1);
  private static final Duration REST = Duration.ofSeconds(10);
  private static final double NANOS_IN_A_SECOND = 1e9;

  private final Clock clock;
  private final Supplier<Instant> databaseClock;
  private final BackgroundJobs.Job job;
  private volatile Duration measured = Duration.ZERO;

  /** How far this process may be ahead at most, for all that was read; empty before it was. */
  private volatile Optional<Duration> atMostAhead = Optional.empty();

  @Inject
  ClockSkew(Clock clock, Primary primary, BackgroundJobs background, MeterRegistry registry) {
    this(clock, () -> databaseClock(primary), background);
    Gauge.builder("spendhub.clock.skew", this, ClockSkew::seconds)
        .description("How far the clock of this process is ahead of that of the database")
        .baseUnit("seconds")
        .register(registry);
  }

  ClockSkew(Clock clock, Supplier<Instant> databaseClock, BackgroundJobs background) {
    this.clock = clock;
    this.databaseClock = databaseClock;
    this.job = background.ofEachProcess("comparison of clocks", REST);
  }

  private static Instant databaseClock(Primary primary) {
    return primary
        .first("select clock_timestamp() as now", row -> row.instant("now"))
        .orElseThrow();
  }

  @Scheduled(every = "10s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void compare() {
    job.run(this::measure);
  }

  /** What is not answered says nothing: the last figure stands. */
  private void measure() {
    try {
      boolean wasInStep = isInStep();
      read();
      if (wasInStep && !isInStep()) {
        LOG.errorf(
            "The clock of this process is %s seconds ahead of the database's (behind, if below 0)."
                + " Correct the wrong one of them.",
            seconds());
      } else if (!wasInStep && isInStep()) {
        LOG.info("The clocks of this process and of the database are in step again.");
      }
    } catch (RuntimeException unanswered) {
      LOG.debugf(unanswered, "The clock of the database could not be read.");
    }
  }

  private Duration read() {
    Instant before = clock.instant();
    Instant theirs = databaseClock.get();
    Instant after = clock.instant();
    measured = between(before, theirs, after);
    Duration atMost = Duration.between(theirs, after);
    atMostAhead = Optional.of(atMost);
    return atMost;
  }

  /** The least difference that explains what was read, however long the answer took. */
  private static Duration between(Instant before, Instant theirs, Instant after) {
    if (theirs.isBefore(before)) {
      return Duration.between(theirs, before);
    }
    return theirs.isAfter(after) ? Duration.between(theirs, after) : Duration.ZERO;
  }

  /**
   * The time that it is by both clocks: by the one that is behind. For jobs that end things for
   * good, which must not do so early. Fails where the clock of the database was never read and
   * cannot be now.
   */
  public Instant surelyReached() {
    Duration ahead = atMostAhead.orElseGet(this::read);
    Instant ours = clock.instant();
    return ahead.isPositive() ? ours.minus(ahead) : ours;
  }

  /** Whether the two differ by no more than a second. */
  boolean isInStep() {
    return measured.abs().compareTo(ALLOWED) <= 0;
  }

  /** How far this process is ahead; below zero where it is behind. */
  double seconds() {
    return measured.toNanos() / NANOS_IN_A_SECOND;
  }
}
