package io.spendhub.limits.domain;

import static io.spendhub.limits.LimitWindow.DAILY;
import static io.spendhub.limits.LimitWindow.LIFETIME;
import static io.spendhub.limits.LimitWindow.MONTHLY;
import static io.spendhub.limits.LimitWindow.PER_AUTHORIZATION;
import static io.spendhub.limits.LimitWindow.WEEKLY;
import static io.spendhub.limits.LimitWindow.YEARLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.limits.LimitWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where windows begin and end, by the clocks of the places where days are odd. */
class LimitCalendarTest {
  /** A Thursday. */
  private static final String LEAP_DAY = "2024-02-29T12:00:00Z";

  @ParameterizedTest
  @CsvSource({
    "DAILY,   2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z",
    "WEEKLY,  2024-02-26T00:00:00Z, 2024-03-04T00:00:00Z",
    "MONTHLY, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
    "YEARLY,  2024-01-01T00:00:00Z, 2025-01-01T00:00:00Z"
  })
  void each_calendar_window_has_its_days(LimitWindow window, String start, String end) {
    in("UTC").at(LEAP_DAY).the(window).lasts(start, end);
  }

  @Test
  void a_lifetime_and_a_single_authorization_begin_with_time_and_never_end() {
    in("UTC").at(LEAP_DAY).the(LIFETIME).beginsWithTimeAndNeverEnds();
    in("UTC").at(LEAP_DAY).the(PER_AUTHORIZATION).beginsWithTimeAndNeverEnds();
  }

  @ParameterizedTest
  @EnumSource(names = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
  void a_window_holds_its_first_instant_and_not_its_end(LimitWindow window) {
    Case now = in("Europe/London").at("2024-07-10T09:30:00Z").the(window);
    Case next = now.at(now.end());

    assertThat(now.at(now.start()).start()).isEqualTo(now.start());
    assertThat(now.at(now.end().minusNanos(1)).start()).isEqualTo(now.start());
    assertThat(next.start()).isEqualTo(now.end());
    assertThat(now.at(now.start().minusNanos(1)).end()).isEqualTo(now.start());
  }

  @Test
  void days_follow_the_clock_of_the_zone() {
    in("America/New_York")
        .at("2024-07-11T03:59:59Z")
        .the(DAILY)
        .lasts("2024-07-10T04:00:00Z", "2024-07-11T04:00:00Z");
    in("Asia/Kathmandu")
        .at("2024-07-10T18:15:00Z")
        .the(DAILY)
        .lasts("2024-07-10T18:15:00Z", "2024-07-11T18:15:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "MONDAY,    2024-07-08",
    "TUESDAY,   2024-07-09",
    "WEDNESDAY, 2024-07-10",
    "THURSDAY,  2024-07-04",
    "FRIDAY,    2024-07-05",
    "SATURDAY,  2024-07-06",
    "SUNDAY,    2024-07-07"
  })
  void a_week_begins_on_the_last_of_its_first_days(DayOfWeek first, String day) {
    LimitCalendar calendar = new LimitCalendar(ZoneId.of("UTC"), first);
    Instant wednesday = Instant.parse("2024-07-10T23:59:59Z");
    Instant start = Instant.parse(day + "T00:00:00Z");

    assertThat(calendar.start(WEEKLY, wednesday)).isEqualTo(start);
    assertThat(calendar.end(WEEKLY, wednesday)).contains(start.plusSeconds(7 * 86_400));
  }

  @Test
  void a_week_runs_on_past_the_ends_of_months_and_years() {
    in("UTC")
        .at("2025-01-01T00:00:00Z")
        .the(WEEKLY)
        .lasts("2024-12-30T00:00:00Z", "2025-01-06T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-12-31T23:59:59Z, 2024-12-01T00:00:00Z, 2025-01-01T00:00:00Z",
    "2025-01-31T23:59:59Z, 2025-01-01T00:00:00Z, 2025-02-01T00:00:00Z",
    "2025-02-28T23:59:59Z, 2025-02-01T00:00:00Z, 2025-03-01T00:00:00Z",
    "2025-04-30T00:00:00Z, 2025-04-01T00:00:00Z, 2025-05-01T00:00:00Z"
  })
  void a_month_is_as_long_as_it_is(String at, String start, String end) {
    in("UTC").at(at).the(MONTHLY).lasts(start, end);
  }

  @Test
  void a_month_and_a_year_begin_by_the_clock_of_the_zone() {
    in("Pacific/Kiritimati")
        .at("2024-12-31T10:00:00Z")
        .the(YEARLY)
        .lasts("2024-12-31T10:00:00Z", "2025-12-31T10:00:00Z");
    in("Pacific/Pago_Pago")
        .at("2025-01-01T10:59:59Z")
        .the(MONTHLY)
        .lasts("2024-12-01T11:00:00Z", "2025-01-01T11:00:00Z");
  }

  @Test
  void a_day_on_which_clocks_go_forward_is_shorter() {
    in("Europe/London")
        .at("2024-03-31T12:00:00Z")
        .the(DAILY)
        .lasts("2024-03-31T00:00:00Z", "2024-03-31T23:00:00Z");
  }

  @Test
  void a_day_on_which_clocks_go_back_is_longer() {
    in("Europe/London")
        .at("2024-10-27T12:00:00Z")
        .the(DAILY)
        .lasts("2024-10-26T23:00:00Z", "2024-10-28T00:00:00Z");
  }

  @Test
  void a_day_without_midnight_begins_at_its_first_instant() {
    in("America/Sao_Paulo")
        .at("2018-11-04T12:00:00Z")
        .the(DAILY)
        .lasts("2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z");
    in("Africa/Cairo")
        .at("2023-04-28T12:00:00Z")
        .the(DAILY)
        .lasts("2023-04-27T22:00:00Z", "2023-04-28T21:00:00Z");
    in("America/Santiago")
        .at("2025-09-07T04:00:00Z")
        .the(DAILY)
        .lasts("2025-09-07T04:00:00Z", "2025-09-08T03:00:00Z");
    in("America/Santiago")
        .at("2025-09-07T03:59:59Z")
        .the(DAILY)
        .lasts("2025-09-06T04:00:00Z", "2025-09-07T04:00:00Z");
  }

  @Test
  void the_day_before_one_without_midnight_ends_where_that_one_begins() {
    in("America/Sao_Paulo")
        .at("2018-11-04T02:59:59Z")
        .the(DAILY)
        .lasts("2018-11-03T03:00:00Z", "2018-11-04T03:00:00Z");
  }

  @Test
  void a_week_that_begins_without_midnight_begins_at_its_first_instant() {
    LimitCalendar calendar = new LimitCalendar(ZoneId.of("America/Sao_Paulo"), DayOfWeek.SUNDAY);

    assertThat(calendar.start(WEEKLY, Instant.parse("2018-11-07T12:00:00Z")))
        .isEqualTo(Instant.parse("2018-11-04T03:00:00Z"));
  }

  @Test
  void a_day_that_has_midnight_twice_begins_with_the_first() {
    in("America/Havana")
        .at("2024-11-03T04:30:00Z")
        .the(DAILY)
        .lasts("2024-11-03T04:00:00Z", "2024-11-04T05:00:00Z");
    in("America/Havana")
        .at("2024-11-03T05:30:00Z")
        .the(DAILY)
        .lasts("2024-11-03T04:00:00Z", "2024-11-04T05:00:00Z");
  }

  @Test
  void a_day_whose_last_hour_comes_twice_holds_both() {
    in("America/Sao_Paulo")
        .at("2018-02-18T02:30:00Z")
        .the(DAILY)
        .lasts("2018-02-17T02:00:00Z", "2018-02-18T03:00:00Z");
  }

  @Test
  void a_day_that_was_skipped_leaves_no_gap() {
    in("Pacific/Apia")
        .at("2011-12-30T09:59:59Z")
        .the(DAILY)
        .lasts("2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z");
    in("Pacific/Apia")
        .at("2011-12-30T10:00:00Z")
        .the(DAILY)
        .lasts("2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z");
  }

  @Test
  void a_week_that_would_begin_on_a_skipped_day_begins_with_the_next() {
    LimitCalendar fridays = new LimitCalendar(ZoneId.of("Pacific/Apia"), DayOfWeek.FRIDAY);

    assertThat(fridays.start(WEEKLY, Instant.parse("2012-01-01T00:00:00Z")))
        .isEqualTo(Instant.parse("2011-12-30T10:00:00Z"));
    assertThat(fridays.end(WEEKLY, Instant.parse("2011-12-29T12:00:00Z")))
        .contains(Instant.parse("2011-12-30T10:00:00Z"));
  }

  @Test
  void a_day_that_began_and_was_interrupted_by_the_day_before_goes_on() {
    String end = "2010-11-08T03:30:00Z";
    String start = "2010-11-07T02:30:00Z";
    Case day = in("America/St_Johns").the(DAILY);

    day.at("2010-11-07T02:30:30Z").lasts(start, end);
    day.at("2010-11-07T02:31:00Z").lasts(start, end);
    day.at("2010-11-07T03:30:00Z").lasts(start, end);
    day.at("2010-11-07T02:29:59Z").lasts("2010-11-06T02:30:00Z", start);
  }

  private static Case in(String zone) {
    LimitCalendar calendar = new LimitCalendar(ZoneId.of(zone), DayOfWeek.MONDAY);
    return new Case(calendar, Instant.EPOCH, DAILY);
  }

  /** A window of a calendar, at an instant. */
  private record Case(LimitCalendar calendar, Instant instant, LimitWindow window) {
    Case at(String other) {
      return at(Instant.parse(other));
    }

    Case at(Instant other) {
      return new Case(calendar, other, window);
    }

    Case the(LimitWindow other) {
      return new Case(calendar, instant, other);
    }

    Instant start() {
      return calendar.start(window, instant);
    }

    Instant end() {
      return calendar.end(window, instant).orElseThrow();
    }

    void lasts(String start, String end) {
      assertThat(start()).isEqualTo(Instant.parse(start));
      assertThat(end()).isEqualTo(Instant.parse(end));
    }

    void beginsWithTimeAndNeverEnds() {
      assertThat(start()).isEqualTo(LimitCalendar.BEGINNING);
      assertThat(calendar.end(window, instant)).isEmpty();
    }
  }
}
