package io.spendhub.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

  @Test
  void a_line_says_how_much_is_done_how_fast_and_what_is_left() {
    assertThat(Progress.line("rows", 1_500, 3_000, 750))
        .isEqualTo("1,500 of 3,000 rows, 50 %, 750 rows/s, 2.0 s left");
    assertThat(Progress.line("cards", 0, 3_000, 0))
        .isEqualTo("0 of 3,000 cards, 0 %, 0 cards/s, starting");
    assertThat(Progress.line("rows", 3_000, 3_000, 750))
        .isEqualTo("3,000 of 3,000 rows, 100 %, 750 rows/s, done");
  }

  @Test
  void the_rate_is_that_of_late_and_counts_nothing_that_was_there_before() {
    Pace pace = new Pace();
    pace.mark(0, 9_000);
    assertThat(pace.perSecond()).isZero();
    pace.mark(5, 9_500);
    assertThat(pace.perSecond()).isEqualTo(100);
    for (int seconds = 10; seconds <= 60; seconds += 5) {
      pace.mark(seconds, 9_500 + 10 * (seconds - 5));
    }
    assertThat(pace.perSecond()).isEqualTo(10);
  }

  @Test
  void the_bar_fills_with_the_rows() {
    assertThat(Progress.bar(0, 4)).isEqualTo("[" + "-".repeat(40) + "]");
    assertThat(Progress.bar(1, 4)).isEqualTo("[" + "#".repeat(10) + "-".repeat(30) + "]");
    assertThat(Progress.bar(2_000_000_000, 2_000_000_000)).isEqualTo("[" + "#".repeat(40) + "]");
  }

  @ParameterizedTest
  @CsvSource({"4.21, 4.2 s", "59.97, 1 min 00 s", "185, 3 min 05 s", "3725, 1 h 02 min"})
  void durations_are_for_people(double seconds, String text) {
    assertThat(Durations.text(seconds)).isEqualTo(text);
  }
}
