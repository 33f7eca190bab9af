package io.spendhub.vouchers.campaigns;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.vouchers.campaigns.Schedule.Hours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When vouchers can be used. The 2nd of March 2026 is a Monday. */
class ScheduleTest {
  private static final String LONDON = "Europe/London";

  @Test
  void a_campaign_without_weekdays_and_hours_takes_vouchers_at_any_time() {
    Schedule always = schedule("UTC", Set.of(), Optional.empty(), Optional.empty());

    assertThat(permits(always, "2026-03-02T00:00:00Z")).isTrue();
    assertThat(permits(always, "2026-03-07T23:59:59.999999Z")).isTrue();
  }

  @Test
  void weekdays_without_hours_are_whole_days_in_the_timezone() {
    Schedule mondays = schedule("Asia/Tokyo", Set.of(MONDAY), Optional.empty(), Optional.empty());

    assertThat(permits(mondays, "2026-03-01T14:59:59Z")).isFalse();
    assertThat(permits(mondays, "2026-03-01T15:00:00Z")).isTrue();
    assertThat(permits(mondays, "2026-03-02T14:59:59Z")).isTrue();
    assertThat(permits(mondays, "2026-03-02T15:00:00Z")).isFalse();
  }

  @Test
  void hours_without_weekdays_are_those_of_every_day() {
    Schedule afternoons =
        schedule("UTC", Set.of(), Optional.of(hours("14:00", "18:00")), Optional.empty());

    for (int day = 1; day <= 7; day++) {
      assertThat(permits(afternoons, "2026-03-0" + day + "T13:59:59Z")).isFalse();
      assertThat(permits(afternoons, "2026-03-0" + day + "T14:00:00Z")).isTrue();
      assertThat(permits(afternoons, "2026-03-0" + day + "T18:00:00Z")).isFalse();
    }
  }

  @Test
  void hours_past_midnight_belong_to_the_weekday_on_which_they_began() {
    Schedule fridayNight =
        schedule("UTC", Set.of(FRIDAY), Optional.of(hours("22:00", "02:00")), Optional.empty());

    assertThat(permits(fridayNight, "2026-03-07T01:59:59Z")).isTrue();
    assertThat(permits(fridayNight, "2026-03-06T01:59:59Z")).isFalse();
  }

  @Test
  void a_voucher_without_a_period_of_its_own_does_not_expire_by_itself() {
    Schedule forEver = schedule(LONDON, Set.of(), Optional.empty(), Optional.empty());

    assertThat(forEver.expiryOf(Instant.parse("2026-03-02T12:00:00Z"))).isEmpty();
  }

  @Test
  void a_period_is_counted_by_the_calendar_and_the_clock_of_the_timezone() {
    assertThat(expiry(LONDON, "P1D", "2026-03-28T12:00:00Z"))
        .as("the day on which clocks go forward has 23 hours")
        .isEqualTo("2026-03-29T11:00:00Z");
    assertThat(expiry(LONDON, "P1D", "2026-10-24T11:00:00Z"))
        .as("the day on which they go back has 25")
        .isEqualTo("2026-10-25T12:00:00Z");
    assertThat(expiry("UTC", "P1D", "2026-03-28T12:00:00Z")).isEqualTo("2026-03-29T12:00:00Z");
  }

  @Test
  void a_month_from_the_last_of_a_longer_one_ends_on_the_last_of_the_shorter() {
    assertThat(expiry("UTC", "P1M", "2026-01-31T12:00:00Z")).isEqualTo("2026-02-28T12:00:00Z");
    assertThat(expiry("UTC", "P1M", "2028-01-31T12:00:00Z")).isEqualTo("2028-02-29T12:00:00Z");
    assertThat(expiry("UTC", "P1Y", "2028-02-29T12:00:00Z")).isEqualTo("2029-02-28T12:00:00Z");
  }

  @Test
  void the_date_is_that_of_the_timezone() {
    assertThat(expiry("Pacific/Auckland", "P1M", "2026-01-30T12:00:00Z"))
        .as("published on the 31st there")
        .isEqualTo("2026-02-27T12:00:00Z");
  }

  @Test
  void a_period_that_ends_in_an_hour_that_the_clock_skips_ends_as_long_after_it() {
    assertThat(expiry(LONDON, "P1D", "2026-03-28T01:30:00Z")).isEqualTo("2026-03-29T01:30:00Z");
  }

  /** On the 29th of March, two months after the 29th of January, the clock skips 01:30. */
  @Test
  void a_period_of_several_units_minds_the_clock_at_its_end_only() {
    assertThat(expiry(LONDON, "P2M", "2026-01-29T01:30:00Z")).isEqualTo("2026-03-29T01:30:00Z");
    assertThat(expiry(LONDON, "P2M1D", "2026-01-29T01:30:00Z")).isEqualTo("2026-03-30T00:30:00Z");
  }

  private static boolean permits(Schedule schedule, String at) {
    return schedule.permitsTime(Instant.parse(at));
  }

  private static String expiry(String timezone, String period, String publishedAt) {
    return schedule(timezone, Set.of(), Optional.empty(), Optional.of(Period.parse(period)))
        .expiryOf(Instant.parse(publishedAt))
        .orElseThrow()
        .toString();
  }

  private static Hours hours(String from, String to) {
    return new Hours(LocalTime.parse(from), LocalTime.parse(to));
  }

  private static Schedule schedule(
      String timezone, Set<DayOfWeek> weekdays, Optional<Hours> hours, Optional<Period> validFor) {
    return new Schedule(Optional.empty(), Optional.empty(), timezone, weekdays, hours, validFor);
  }
}
