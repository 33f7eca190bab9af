package io.spendhub.limits.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.limits.LimitWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Around every change of every clock since 1970, windows follow each other without gap. */
class EveryZoneTest {
  private static final Instant BEFORE_CARDS = Instant.parse("1970-01-02T00:00:00Z");

  /** Recurring rules go on for ever; five years of them show the pattern. */
  private static final Instant FAR = Instant.parse("2031-01-01T00:00:00Z");

  private static final List<Duration> AROUND =
      List.of(
          Duration.ofHours(-3),
          Duration.ofSeconds(-1),
          Duration.ZERO,
          Duration.ofMinutes(30),
          Duration.ofHours(3));

  /** What the clocks of a zone do, under the name of one of the zones that do so. */
  private record Clock(ZoneId zone, List<ZoneOffsetTransition> changes) {}

  private static final List<Clock> CLOCKS = clocks();

  @ParameterizedTest
  @EnumSource(names = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
  void every_instant_is_in_one_window(LimitWindow window) {
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    for (Clock clock : CLOCKS) {
      LimitCalendar calendar = new LimitCalendar(clock.zone(), DayOfWeek.MONDAY);
      for (ZoneOffsetTransition change : clock.changes()) {
        for (Duration shift : AROUND) {
          Instant at = change.getInstant().plus(shift);
          checked++;
          objection(calendar, window, at).ifPresent(wrong::add);
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(checked).isGreaterThan(10_000);
  }

  private static Optional<String> objection(
      LimitCalendar calendar, LimitWindow window, Instant at) {
    Instant start = calendar.start(window, at);
    Instant end = calendar.end(window, at).orElseThrow();
    boolean holds = !start.isAfter(at) && end.isAfter(at);
    boolean startsItself = calendar.start(window, start).equals(start);
    boolean endsWithTheNext = calendar.start(window, end).equals(end);
    boolean isWhole = calendar.start(window, end.minusNanos(1)).equals(start);
    return holds && startsItself && endsWithTheNext && isWhole
        ? Optional.empty()
        : Optional.of("%s at %s: %s to %s".formatted(calendar.zone(), at, start, end));
  }

  private static List<Clock> clocks() {
    List<ZoneRules> seen = new ArrayList<>();
    return ZoneId.getAvailableZoneIds().stream()
        .sorted()
        .map(ZoneId::of)
        .filter(zone -> !seen.contains(zone.getRules()) && seen.add(zone.getRules()))
        .map(zone -> new Clock(zone, changes(zone.getRules())))
        .toList();
  }

  private static List<ZoneOffsetTransition> changes(ZoneRules rules) {
    return Stream.iterate(
            rules.nextTransition(BEFORE_CARDS),
            change -> change != null && change.getInstant().isBefore(FAR),
            change -> rules.nextTransition(change.getInstant()))
        .toList();
  }
}
