package io.spendhub.platform.jobs;

import io.spendhub.platform.connections.ConnectionShares;
import io.spendhub.platform.connections.FailureChain;
import io.spendhub.platform.postgres.DatabaseUnavailable;
import io.spendhub.platform.serving.Part;
import io.spendhub.platform.serving.ServedParts;
import io.spendhub.platform.startup.Obstacle;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What the service does by itself, again and again. A job that fails is run again; one that is run
 * no more, or hangs, is noticed, for callers see nothing of it.
 */
@ApplicationScoped
public class BackgroundJobs {
  private static final Logger LOG = Logger.getLogger(BackgroundJobs.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A database that is away or busy is told once in so long by each job, however often it asks. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final Clock clock;
  private final ServedParts served;
  private final Map<String, Expected> jobs = new ConcurrentHashMap<>();

  public BackgroundJobs(Clock clock, ServedParts served) {
    this.clock = clock;
    this.served = served;
  }

  /**
   * A job for the service, which runs where jobs are served and nowhere else. Nobody expects it
   * before its first run.
   *
   * @param rest how long it rests between two runs
   */
  public Job named(String name, Duration rest) {
    return new Job(name, rest, served.includes(Part.JOBS));
  }

  /** A job that is about the process that it runs in, whatever that serves. */
  public Job ofEachProcess(String name, Duration rest) {
    return new Job(name, rest, true);
  }

  /**
   * When a job must have been heard of again.
   *
   * @param within the longest that this may take from any now
   */
  private record Expected(Instant by, Duration within) {
    /** A clock that was ahead once lets nobody wait for as long. */
    Expected asOf(Instant now) {
      Instant latest = now.plus(within);
      return by.isAfter(latest) ? new Expected(latest, within) : this;
    }
  }

  /** The jobs of which nothing was heard for two minutes longer than they rest. */
  List<String> lost() {
    Instant now = clock.instant();
    jobs.replaceAll((name, expected) -> expected.asOf(now));
    return jobs.entrySet().stream()
        .filter(job -> job.getValue().by().isBefore(now))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** What is no fault, and passes: the database is away, or too many others are at it. */
  private static Optional<String> passing(Throwable failure) {
    return FailureChain.of(failure)
        .filter(Refusal.class::isInstance)
        .map(Refusal.class::cast)
        .filter(refusal -> refusal.kind() == Refusal.Kind.UNAVAILABLE)
        .map(Refusal::detail)
        .findFirst()
        .or(() -> Obstacle.in(failure).map(DatabaseUnavailable::getMessage));
  }

  /** One of them. */
  public final class Job {
    private final String name;
    private final Duration rest;
    private final boolean runsHere;
    private Instant silentUntil = Instant.MIN;

    private Job(String name, Duration rest, boolean runsHere) {
      this.name = name;
      this.rest = rest;
      this.runsHere = runsHere;
    }

    /** Lets nothing out, not even an error: schedulers never again run what has thrown one. */
    public void run(Runnable work) {
      if (!runsHere) {
        return;
      }
      goesOn();
      try {
        ConnectionShares.inBackground(name, work);
      } catch (Throwable failure) {
        report(failure);
      }
      goesOn();
    }

    /** A fault of ours comes with its trace; the absence of others is a line now and then. */
    private void report(Throwable failure) {
      Optional<String> passing = passing(failure);
      if (passing.isEmpty()) {
        LOG.errorf(failure, "The job %s failed, and will be run again.", name);
      } else if (clock.instant().isAfter(silentUntil)) {
        silentUntil = clock.instant().plus(SILENCE);
        LOG.warnf("The job %s failed, and will be run again: %s", name, passing.get());
      }
    }

    /** A run that may take minutes says so now and then. */
    public void goesOn() {
      Duration within = rest.plus(PATIENCE);
      jobs.put(name, new Expected(clock.instant().plus(within), within));
    }
  }
}
