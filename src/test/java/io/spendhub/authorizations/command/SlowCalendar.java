package io.spendhub.authorizations.command;

import io.spendhub.limits.LimitWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Windows by the calendar on the wall: which day it is, and what days are counted with it. */
record SlowCalendar(ZoneId zone, DayOfWeek weekStart) {
  private static final Map<LocalDay, Instant> BEGINNINGS = new ConcurrentHashMap<>();

  private record LocalDay(ZoneId zone, LocalDate day) {}

  /** The first day of a window; empty for those that are not of the calendar. */
  Optional<LocalDate> firstDay(LimitWindow window, Instant at) {
    LocalDate day = dayOf(at);
    return switch (window) {
      case PER_AUTHORIZATION, LIFETIME -> Optional.empty();
      case DAILY -> Optional.of(day);
      case WEEKLY -> {
        while (day.getDayOfWeek() != weekStart) {
          day = day.minusDays(1);
        }
        yield Optional.of(day);
      }
      case MONTHLY -> Optional.of(LocalDate.of(day.getYear(), day.getMonth(), 1));
      case YEARLY -> Optional.of(LocalDate.of(day.getYear(), 1, 1));
    };
  }

  /** When the first day of a window began; the epoch where there is none. */
  Instant start(LimitWindow window, Instant at) {
    return firstDay(window, at).map(this::beginning).orElse(Instant.EPOCH);
  }

  /** When the first day after a window begins. */
  Optional<Instant> end(LimitWindow window, Instant at) {
    Optional<LocalDate> first = firstDay(window, at);
    return first.map(
        day -> {
          LocalDate next = day.plusDays(1);
          while (!begins(window, next)) {
            next = next.plusDays(1);
          }
          return beginning(next);
        });
  }

  private boolean begins(LimitWindow window, LocalDate day) {
    return switch (window) {
      case PER_AUTHORIZATION, LIFETIME -> throw new IllegalArgumentException("it never ends");
      case DAILY -> true;
      case WEEKLY -> day.getDayOfWeek() == weekStart;
      case MONTHLY -> day.getDayOfMonth() == 1;
      case YEARLY -> day.getDayOfYear() == 1;
    };
  }

  /** The date on the wall, unless a clock set back in these hours had shown the next already. */
  private LocalDate dayOf(Instant at) {
    LocalDate shown = LocalDate.ofInstant(at, zone);
    ZoneOffsetTransition change = zone.getRules().previousTransition(at.plusNanos(1));
    if (change == null || change.getInstant().isBefore(at.minus(Duration.ofDays(1)))) {
      return shown;
    }
    LocalDate before = LocalDate.ofInstant(change.getInstant().minusNanos(1), zone);
    return before.isAfter(shown) ? before : shown;
  }

  /** The first minute in which the wall shows the day, or one after it where it never does. */
  private Instant beginning(LocalDate day) {
    return BEGINNINGS.computeIfAbsent(
        new LocalDay(zone, day),
        wanted -> {
          Instant minute = day.atStartOfDay().toInstant(ZoneOffset.ofHours(16));
          while (LocalDate.ofInstant(minute, zone).isBefore(day)) {
            minute = minute.plusSeconds(60);
          }
          return minute;
        });
  }
}
