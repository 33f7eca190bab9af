package io.spendhub.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

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
      new ClockSkew(ours.clock(), this::databaseClock, new BackgroundJobs(ours.clock()));

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
