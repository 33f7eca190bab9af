package io.spendhub.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.platform.serving.Part;
import io.spendhub.platform.serving.ServedParts;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.MovedClock;
import io.spendhub.testing.api.Logged;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** Jobs that nobody calls, and that somebody must miss. */
class BackgroundJobsTest {
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final BackgroundJobs jobs = new BackgroundJobs(clock.clock(), ServedParts.all());
  private final BackgroundJobs.Job sweeping = jobs.named("sweeping", Duration.ofSeconds(10));

  @Test
  void a_job_is_missed_two_minutes_after_it_should_have_run_again() {
    sweeping.run(() -> {});

    pass(TWO_MINUTES.plusSeconds(10));
    assertThat(health().getStatus()).isEqualTo(Status.UP);
    pass(Duration.ofMillis(1));
    assertThat(health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(health().getData().orElseThrow()).containsEntry("lost", "sweeping");

    sweeping.run(() -> {});
    assertThat(health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void a_job_that_rests_for_long_is_not_missed_meanwhile() {
    jobs.named("weeding", Duration.ofMinutes(10)).run(() -> {});

    pass(Duration.ofMinutes(12));
    assertThat(jobs.lost()).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(jobs.lost()).containsExactly("weeding");
  }

  @Test
  void a_job_that_never_began_is_not_missed() {
    pass(Duration.ofDays(1));

    assertThat(jobs.lost()).isEmpty();
  }

  @Test
  void a_job_runs_and_is_missed_only_where_jobs_are_served() {
    AtomicInteger runs = new AtomicInteger();
    BackgroundJobs elsewhere = new BackgroundJobs(clock.clock(), ServedParts.only(Part.QUERIES));
    BackgroundJobs here = new BackgroundJobs(clock.clock(), ServedParts.only(Part.JOBS));

    elsewhere.named("weeding", Duration.ofMinutes(1)).run(runs::incrementAndGet);
    assertThat(runs).hasValue(0);
    elsewhere.ofEachProcess("looking", Duration.ofMinutes(1)).run(runs::incrementAndGet);
    here.named("weeding", Duration.ofMinutes(1)).run(runs::incrementAndGet);
    assertThat(runs).hasValue(2);

    pass(Duration.ofHours(1));
    assertThat(elsewhere.lost()).containsExactly("looking");
    assertThat(here.lost()).containsExactly("weeding");
  }

  @Test
  void a_long_run_that_goes_on_is_not_missed_and_one_that_hangs_is() {
    sweeping.run(
        () -> {
          for (int minute = 0; minute < 10; minute++) {
            pass(Duration.ofMinutes(1));
            sweeping.goesOn();
          }
          assertThat(jobs.lost()).isEmpty();
          pass(TWO_MINUTES.plusSeconds(11));
          assertThat(jobs.lost()).containsExactly("sweeping");
        });

    assertThat(jobs.lost()).isEmpty();
  }

  @Test
  void a_job_is_missed_in_time_although_the_clock_was_ahead_when_it_was_last_heard_of() {
    pass(Duration.ofDays(1));
    sweeping.run(() -> {});
    pass(Duration.ofDays(-1));
    assertThat(jobs.lost()).isEmpty();

    pass(TWO_MINUTES.plusSeconds(11));

    assertThat(jobs.lost()).containsExactly("sweeping");
  }

  @Test
  void whatever_a_run_throws_the_next_one_follows() {
    AtomicInteger runs = new AtomicInteger();

    sweeping.run(
        () -> {
          runs.incrementAndGet();
          throw new StackOverflowError("as a test wants it");
        });
    sweeping.run(runs::incrementAndGet);

    assertThat(runs).hasValue(2);
    assertThat(health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void a_database_that_is_away_is_a_line_a_minute_and_no_trace() {
    Runnable asks =
        () -> {
          throw new IllegalStateException(new SQLException("Connection refused", "08001"));
        };

    String first = Logged.during(() -> sweeping.run(asks));
    String meanwhile = Logged.during(() -> sweeping.run(asks));
    pass(Duration.ofMinutes(1).plusMillis(1));
    String later = Logged.during(() -> sweeping.run(asks));

    assertThat(first)
        .contains("sweeping", "The database is away (Connection refused)")
        .doesNotContain("\tat ");
    assertThat(meanwhile).contains(Logged.ITS_OWN_LINE).doesNotContain("sweeping");
    assertThat(later).contains("sweeping");
  }

  @Test
  void a_database_that_has_no_place_is_a_line_a_minute_and_no_trace() {
    Runnable asks =
        () -> {
          throw new IllegalStateException(
              Refusal.unavailable("Too many wait for the database.", Duration.ofSeconds(1)));
        };

    String first = Logged.during(() -> sweeping.run(asks));
    String meanwhile = Logged.during(() -> sweeping.run(asks));

    assertThat(first)
        .contains("sweeping", "Too many wait for the database.")
        .doesNotContain("\tat ", "SEVERE", "ERROR");
    assertThat(meanwhile).contains(Logged.ITS_OWN_LINE).doesNotContain("sweeping");
  }

  @Test
  void a_refusal_for_another_reason_is_a_fault() {
    String log =
        Logged.during(
            () ->
                sweeping.run(
                    () -> {
                      throw Refusal.conflict("x", "Not so.");
                    }));

    assertThat(log).contains("sweeping", "Refusal: Not so.");
  }

  private HealthCheckResponse health() {
    return new BackgroundJobsCheck(jobs).call();
  }

  private void pass(Duration time) {
    clock.pass(time);
  }
}
