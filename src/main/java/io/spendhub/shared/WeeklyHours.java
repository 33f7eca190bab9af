package io.spendhub.shared;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Hours on some weekdays.
 *
 * @param from included
 * @param to excluded; at or before {@code from} they run past midnight and belong to the weekday on
 *     which they began
 * @param timezone IANA name
 */
public record WeeklyHours(Set<DayOfWeek> weekdays, LocalTime from, LocalTime to, String timezone) {

  public boolean permits(Instant at) {
    ZonedDateTime local = at.atZone(ZoneId.of(timezone));
    LocalTime time = local.toLocalTime();
    DayOfWeek today = local.getDayOfWeek();
    if (from.isBefore(to)) {
      return weekdays.contains(today) && !time.isBefore(from) && time.isBefore(to);
    }
    boolean sinceToday = weekdays.contains(today) && !time.isBefore(from);
    boolean sinceYesterday = weekdays.contains(today.minus(1)) && time.isBefore(to);
    return sinceToday || sinceYesterday;
  }
}
