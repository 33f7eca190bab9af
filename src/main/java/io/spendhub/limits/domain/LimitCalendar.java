package io.spendhub.limits.domain;

import io.spendhub.limits.LimitWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * Where windows begin. A day begins at the first instant that its zone gives it, which is not
 * midnight where a clock change skips midnight.
 */
public record LimitCalendar(ZoneId zone, DayOfWeek weekStart) {
  /** The start of windows that have none: those of a single authorization and of a lifetime. */
  public static final Instant BEGINNING = Instant.EPOCH;

  /** When the window that holds this instant began. */
  public Instant start(LimitWindow window, Instant at) {
    return firstDay(window, at).map(this::beginningOf).orElse(BEGINNING);
  }

  /** When the window that holds this instant ends and the next begins, if it ever does. */
  public Optional<Instant> end(LimitWindow window, Instant at) {
    return firstDay(window, at).map(day -> beginningOf(following(window, day)));
  }

  private Optional<LocalDate> firstDay(LimitWindow window, Instant at) {
    LocalDate day = dayOf(at);
    return switch (window) {
      case PER_AUTHORIZATION, LIFETIME -> Optional.empty();
      case DAILY -> Optional.of(day);
      case WEEKLY -> Optional.of(day.with(TemporalAdjusters.previousOrSame(weekStart)));
      case MONTHLY -> Optional.of(day.withDayOfMonth(1));
      case YEARLY -> Optional.of(day.withDayOfYear(1));
    };
  }

  /**
   * The last day that has begun. That is the date on the clock but for the minutes after a clock
   * that has passed midnight is set back to before it, as Newfoundland's was until 2011: the new
   * day has begun and goes on, or windows would overlap.
   */
  private LocalDate dayOf(Instant at) {
    LocalDate onTheClock = at.atZone(zone).toLocalDate();
    LocalDate next = onTheClock.plusDays(1);
    return beginningOf(next).isAfter(at) ? onTheClock : next;
  }

  private static LocalDate following(LimitWindow window, LocalDate firstDay) {
    return switch (window) {
      case PER_AUTHORIZATION, LIFETIME -> firstDay;
      case DAILY -> firstDay.plusDays(1);
      case WEEKLY -> firstDay.plusWeeks(1);
      case MONTHLY -> firstDay.plusMonths(1);
      case YEARLY -> firstDay.plusYears(1);
    };
  }

  private Instant beginningOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
