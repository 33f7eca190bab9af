package io.spendhub.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendhub.limits.LimitWindow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void a_file_alone_is_enough() {
    assertThat(parse("a.csv")).isEqualTo(new Options(Path.of("a.csv"), List.of(), 128));
  }

  @Test
  void limits_and_the_number_of_requests_may_be_given() {
    assertThat(parse("--limit DAILY=50000 a.csv --limit LIFETIME=1 --requests 2"))
        .isEqualTo(
            new Options(
                Path.of("a.csv"),
                List.of(new CardLimit("DAILY", 50_000), new CardLimit("LIFETIME", 1)),
                2));
  }

  /** The replay is a client and knows the windows by their names only. */
  @ParameterizedTest
  @EnumSource
  void a_limit_may_be_of_any_window_that_the_service_has(LimitWindow window) {
    assertThat(parse("a.csv --limit " + window + "=5").limits())
        .containsExactly(new CardLimit(window.name(), 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--requests 2",
        "a.csv b.csv",
        "a.csv --limit",
        "a.csv --limit DAILY",
        "a.csv --limit HOURLY=5",
        "a.csv --limit DAILY=0",
        "a.csv --limit DAILY=5 --limit DAILY=6",
        "a.csv --requests 0",
        "a.csv --requests many",
        "a.csv --colour"
      })
  void anything_else_is_refused(String line) {
    assertThatThrownBy(() -> parse(line)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Options parse(String line) {
    return Options.parse(line.split(" "));
  }
}
