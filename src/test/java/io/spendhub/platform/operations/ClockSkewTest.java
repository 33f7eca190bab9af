package io.spendhub.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendhub.platform.jobs.BackgroundJobs;
import io.spendhub.platform.serving.ServedParts;
import io.spendhub.testing.MovedClock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** The clock of a process beside that of its database. */
class ClockSkewTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final MovedClock ours = new MovedClock(NOON);
  private Duration databaseAhead = Duration.ZERO;
  private Duration answerTakes = Duration.ZERO;
  private boolean databaseIsThere = true;
  private final ClockSkew skew =
      new ClockSkew(
          ours.clock(), this::databaseClock, new BackgroundJobs(ours.clock(), ServedParts.all()));

  @Test
  void up_to_a_second_is_well_and_more_is_not() {
    databaseAhead = Duration.ofSeconds(-1);
    skew.compare();
    assertThat(health().getStatus()).isEqualTo(Status.UP);

    databaseAhead = Duration.ofMillis(-1_001);
    skew.compare();
    assertThat(health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(health().getData().orElseThrow()).containsEntry("secondsAheadOfDatabase", "1.001");

    databaseAhead = Duration.ofMillis(1_001);
    skew.compare();
    assertThat(health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(skew.seconds()).isEqualTo(-1.001);
  }

  @Test
  void clocks_that_are_in_step_again_are_well() {
    databaseAhead = Duration.ofHours(1);
    skew.compare();
    databaseAhead = Duration.ZERO;
    skew.compare();

    assertThat(health().getStatus()).isEqualTo(Status.UP);
  }

  /** However slow the answer is: a clock between the question and the answer may be right. */
  @Test
  void a_slow_answer_is_no_difference() {
    answerTakes = Duration.ofSeconds(20);
    skew.compare();

    assertThat(skew.seconds()).isZero();
  }

  @Test
  void without_an_answer_the_last_figure_stands() {
    databaseAhead = Duration.ofHours(-1);
    skew.compare();
    databaseIsThere = false;
    skew.compare();

    assertThat(health().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void what_has_come_for_sure_has_come_by_both_clocks() {
    databaseAhead = Duration.ofHours(-1);
    skew.compare();
    assertThat(skew.surelyReached()).isEqualTo(NOON.minus(Duration.ofHours(1)));

    databaseAhead = Duration.ofHours(1);
    skew.compare();
    assertThat(skew.surelyReached()).isEqualTo(NOON);
  }

  @Test
  void nothing_has_come_for_sure_before_the_other_clock_was_read() {
    databaseAhead = Duration.ofHours(-1);
    assertThat(skew.surelyReached()).isEqualTo(NOON.minus(Duration.ofHours(1)));

    databaseIsThere = false;
    ClockSkew unread =
        new ClockSkew(
            ours.clock(), this::databaseClock, new BackgroundJobs(ours.clock(), ServedParts.all()));
    assertThatThrownBy(unread::surelyReached).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_slow_answer_leaves_open_how_far_ahead_we_are_and_so_nothing_comes_early() {
    databaseAhead = Duration.ofSeconds(-8);
    answerTakes = Duration.ofSeconds(18);
    skew.compare();

    assertThat(skew.surelyReached()).isBeforeOrEqualTo(ours.instant().minusSeconds(8));
  }

  private HealthCheckResponse health() {
    return new ClockCheck(skew).call();
  }

  private Instant databaseClock() {
    if (!databaseIsThere) {
      throw new IllegalStateException("as a test wants it");
    }
    Instant theirs = ours.instant().plus(databaseAhead).plus(answerTakes.dividedBy(2));
    ours.pass(answerTakes);
    return theirs;
  }
}
