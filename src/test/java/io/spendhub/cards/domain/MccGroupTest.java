package io.spendhub.cards.domain;

import static io.spendhub.testing.RuleTable.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.cards.MccGroup;
import io.spendhub.testing.RuleTable;
import io.spendhub.testing.RuleTable.Cell;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which merchants belong together, and how long their holds last. */
class MccGroupTest {
  /** A code by which each group is known, and the days of its holds. */
  private static final RuleTable GROUPS =
      RuleTable.of(
          """
                                | code | days
          AIRLINES              | 3058 | 30
          CAR_RENTAL            | 7512 | 30
          LODGING               | 7011 | 30
          CRUISE_LINES          | 4411 | 30
          TRANSPORT             | 4121 | 7
          FUEL                  | 5542 | 2
          GROCERIES             | 5411 | 7
          RESTAURANTS           | 5812 | 7
          DIGITAL_GOODS         | 5816 | 7
          HEALTH                | 8062 | 7
          EDUCATION             | 8220 | 7
          TELECOM_AND_UTILITIES | 4900 | 7
          CASH                  | 6011 | 7
          GAMBLING              | 7995 | 7
          ENTERTAINMENT         | 7832 | 7
          GOVERNMENT            | 9311 | 7
          """);

  @Test
  void the_table_leaves_no_group_out() {
    assertThat(GROUPS.rows()).isEqualTo(names(MccGroup.class));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_group_holds_the_code_by_which_it_is_known_for_its_days(List<Cell> row) {
    String code = row.getFirst().value();
    Duration days = Duration.ofDays(Long.parseLong(row.getLast().value()));

    assertThat(MccGroup.of(code)).contains(MccGroup.valueOf(row.getFirst().row()));
    assertThat(MccGroup.holdTime(Optional.of(code))).isEqualTo(days);
  }

  @Test
  void no_code_is_in_two_groups() {
    assertThat(everyCode())
        .allSatisfy(
            code ->
                assertThat(MccGroup.values())
                    .filteredOn(group -> group.holds(code))
                    .as(code)
                    .hasSizeLessThanOrEqualTo(1));
  }

  @Test
  void the_group_of_every_code_is_the_one_that_holds_it() {
    assertThat(everyCode())
        .allSatisfy(
            code ->
                assertThat(MccGroup.of(code))
                    .isEqualTo(
                        Stream.of(MccGroup.values())
                            .filter(group -> group.holds(code))
                            .findFirst()));
  }

  @Test
  void an_ambulance_is_health_and_a_taxi_is_transport() {
    assertThat(MccGroup.of("4119")).contains(MccGroup.HEALTH);
    assertThat(MccGroup.of("4121")).contains(MccGroup.TRANSPORT);
    assertThat(MccGroup.of("4112")).contains(MccGroup.TRANSPORT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000", "0742", "1520", "2999", "4000", "5410", "9999"})
  void a_code_of_no_group_is_held_for_the_usual_week(String code) {
    assertThat(MccGroup.of(code)).isEmpty();
    assertThat(MccGroup.holdTime(Optional.of(code))).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void a_merchant_that_does_not_tell_its_code_is_held_for_the_usual_week() {
    assertThat(MccGroup.holdTime(Optional.empty())).isEqualTo(Duration.ofDays(7));
  }

  static List<List<Cell>> rows() {
    return GROUPS.rows().stream()
        .map(row -> GROUPS.cells().stream().filter(cell -> cell.row().equals(row)).toList())
        .toList();
  }

  private static Stream<String> everyCode() {
    return IntStream.rangeClosed(0, 9999).mapToObj("%04d"::formatted);
  }
}
