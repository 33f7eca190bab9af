package io.spendhub.platform.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process is told to serve. */
class ServedPartsTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "all: commands, queries, vouchers, jobs",
        "queries: queries",
        "jobs,commands: commands, jobs",
        "' vouchers , jobs,jobs ': vouchers, jobs"
      })
  void parts_are_named_with_commas_between_them(String value, String expected) {
    assertThat(ServedParts.makesSense(value)).isTrue();
    assertThat(served(Optional.of(value))).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "QUERIES", "queries;jobs", "all,jobs", "jobs,", ","})
  void what_is_no_part_makes_no_sense(String value) {
    assertThat(ServedParts.makesSense(value)).isFalse();
  }

  @Test
  void without_a_word_all_is_served() {
    assertThat(served(Optional.empty()).isAll()).isTrue();
    assertThat(served(Optional.of(" ")).isAll()).isTrue();
    assertThat(served(Optional.of("queries,jobs")).isAll()).isFalse();
  }

  @Test
  void metrics_tell_what_is_served() {
    served(Optional.of("queries,jobs"));

    assertThat(Part.values())
        .allSatisfy(
            part ->
                assertThat(metrics.get("spendhub.serves").tag("part", part.word()).gauge().value())
                    .isEqualTo(part == Part.QUERIES || part == Part.JOBS ? 1 : 0));
  }

  private ServedParts served(Optional<String> setting) {
    return new ServedParts(setting, metrics);
  }
}
