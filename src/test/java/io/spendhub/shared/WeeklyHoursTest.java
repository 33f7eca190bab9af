package io.spendhub.shared;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which moments lie in the hours of a week. The 2nd of March 2026 is a Monday. */
class WeeklyHoursTest {
  private static final String LONDON = "Europe/London";

  @Test
  void hours_begin_with_their_first_moment_and_end_before_their_last() {
    WeeklyHours office = hours("09:00", "17:00", "UTC", MONDAY);

    blocked(office, "2026-03-02T08:59:59.999999Z");
    permitted(office, "2026-03-02T09:00:00Z");
    permitted(office, "2026-03-02T16:59:59.999999Z");
    blocked(office, "2026-03-02T17:00:00Z");
  }

  @Test
  void hours_are_those_of_the_named_weekdays_only() {
    WeeklyHours weekend = hours("09:00", "17:00", "UTC", SATURDAY, SUNDAY);

    blocked(weekend, "2026-03-06T12:00:00Z");
    permitted(weekend, "2026-03-07T12:00:00Z");
    permitted(weekend, "2026-03-08T12:00:00Z");
    blocked(weekend, "2026-03-09T12:00:00Z");
  }

  @Test
  void hours_and_weekdays_are_those_of_the_timezone() {
    WeeklyHours inTokyo = hours("09:00", "17:00", "Asia/Tokyo", MONDAY);
    WeeklyHours inLosAngeles = hours("18:00", "20:00", "America/Los_Angeles", MONDAY);

    blocked(inTokyo, "2026-03-01T23:59:59Z");
    permitted(inTokyo, "2026-03-02T00:00:00Z");
    blocked(inTokyo, "2026-03-02T09:00:00Z");
    permitted(inLosAngeles, "2026-03-03T02:30:00Z");
  }

  @Test
  void hours_past_midnight_belong_to_the_weekday_on_which_they_began() {
    WeeklyHours fridayNight = hours("22:00", "02:00", "UTC", FRIDAY);

    blocked(fridayNight, "2026-03-06T01:59:59Z");
    blocked(fridayNight, "2026-03-06T21:59:59Z");
    permitted(fridayNight, "2026-03-06T22:00:00Z");
    permitted(fridayNight, "2026-03-07T00:00:00Z");
    permitted(fridayNight, "2026-03-07T01:59:59Z");
    blocked(fridayNight, "2026-03-07T02:00:00Z");
    blocked(fridayNight, "2026-03-07T22:00:00Z");
  }

  @Test
  void the_night_of_sunday_goes_on_into_monday() {
    WeeklyHours sundayNight = hours("22:00", "02:00", "UTC", SUNDAY);

    permitted(sundayNight, "2026-03-02T01:00:00Z");
    blocked(sundayNight, "2026-03-01T01:00:00Z");
  }

  @Test
  void hours_up_to_midnight_end_with_their_day() {
    WeeklyHours fromNine = hours("09:00", "00:00", "UTC", MONDAY);

    permitted(fromNine, "2026-03-02T23:59:59.999999Z");
    blocked(fromNine, "2026-03-03T00:00:00Z");
    blocked(fromNine, "2026-03-02T08:59:59Z");
  }

  @Test
  void hours_that_end_when_they_begin_last_a_whole_day() {
    WeeklyHours mondays = hours("00:00", "00:00", "UTC", MONDAY);
    WeeklyHours fromSix = hours("06:00", "06:00", "UTC", MONDAY);

    blocked(mondays, "2026-03-01T23:59:59Z");
    permitted(mondays, "2026-03-02T00:00:00Z");
    permitted(mondays, "2026-03-02T23:59:59Z");
    blocked(mondays, "2026-03-03T00:00:00Z");
    blocked(fromSix, "2026-03-02T05:59:59Z");
    permitted(fromSix, "2026-03-03T05:59:59Z");
    blocked(fromSix, "2026-03-03T06:00:00Z");
  }

  /** On the 29th of March, London's clocks went from 01:00 to 02:00. */
  @Test
  void an_hour_that_the_clock_skips_never_comes() {
    WeeklyHours skipped = hours("01:00", "02:00", LONDON, SUNDAY);
    WeeklyHours around = hours("00:30", "02:30", LONDON, SUNDAY);

    blocked(skipped, "2026-03-29T00:59:59Z");
    blocked(skipped, "2026-03-29T01:00:00Z");
    permitted(around, "2026-03-29T00:30:00Z");
    permitted(around, "2026-03-29T01:29:59Z");
    blocked(around, "2026-03-29T01:30:00Z");
  }

  /** On the 25th of October, London's clocks went from 02:00 back to 01:00. */
  @Test
  void an_hour_that_the_clock_repeats_is_permitted_twice() {
    WeeklyHours repeated = hours("01:00", "02:00", LONDON, SUNDAY);

    blocked(repeated, "2026-10-24T23:59:59Z");
    permitted(repeated, "2026-10-25T00:00:00Z");
    permitted(repeated, "2026-10-25T01:00:00Z");
    permitted(repeated, "2026-10-25T01:59:59Z");
    blocked(repeated, "2026-10-25T02:00:00Z");
  }

  @Test
  void a_night_in_which_the_clock_changes_ends_when_the_clock_says_so() {
    WeeklyHours saturdayNight = hours("22:00", "03:00", LONDON, SATURDAY);

    permitted(saturdayNight, "2026-03-29T01:59:59Z");
    blocked(saturdayNight, "2026-03-29T02:00:00Z");
    permitted(saturdayNight, "2026-10-25T02:59:59Z");
    blocked(saturdayNight, "2026-10-25T03:00:00Z");
  }

  /** On the 26th of October 2025, London had the hour after 01:00 twice. */
  @Test
  void a_night_that_ends_when_the_clocks_went_back_has_that_hour_twice() {
    WeeklyHours saturdayNight = hours("22:00", "02:00", LONDON, SATURDAY);

    permitted(saturdayNight, "2025-10-26T00:30:00Z");
    permitted(saturdayNight, "2025-10-26T01:30:00Z");
    blocked(saturdayNight, "2025-10-26T02:00:00Z");
  }

  /** On the 29th of March, Beirut's clocks went from midnight to 01:00. */
  @Test
  void a_night_passes_a_midnight_that_the_clock_skips() {
    WeeklyHours saturdayNight = hours("23:00", "01:30", "Asia/Beirut", SATURDAY);

    permitted(saturdayNight, "2026-03-28T21:59:59Z");
    permitted(saturdayNight, "2026-03-28T22:00:00Z");
    blocked(saturdayNight, "2026-03-28T22:30:00Z");
  }

  private static WeeklyHours hours(String from, String to, String timezone, DayOfWeek... weekdays) {
    return new WeeklyHours(Set.of(weekdays), LocalTime.parse(from), LocalTime.parse(to), timezone);
  }

  private static void permitted(WeeklyHours hours, String at) {
    assertThat(hours.permits(Instant.parse(at))).as(at).isTrue();
  }

  private static void blocked(WeeklyHours hours, String at) {
    assertThat(hours.permits(Instant.parse(at))).as(at).isFalse();
  }
}
