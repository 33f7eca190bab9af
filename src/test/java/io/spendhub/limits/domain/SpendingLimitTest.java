package io.spendhub.limits.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitUsage;
import io.spendhub.limits.LimitUsageView;
import io.spendhub.limits.LimitWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpendingLimitTest {
  private static final UUID LIMIT = new UUID(0, 2);
  private static final UUID OWNER = new UUID(0, 3);
  private static final String OF_THE_ORGANIZATION = "Europe/London";
  private static final Instant TUESDAY_NOON = Instant.parse("2024-07-09T12:00:00Z");
  private static final LimitSpec WEEKS_IN_LONDON =
      new LimitSpec(LimitWindow.WEEKLY, 100L, null, null, null);

  @Test
  void a_limit_keeps_what_was_stated() {
    LimitSpec spec = new LimitSpec(LimitWindow.WEEKLY, 100L, 3L, "Asia/Tokyo", DayOfWeek.SUNDAY);
    SpendingLimit limit = limit(spec);

    assertThat(limit.limitId()).isEqualTo(LIMIT);
    assertThat(limit.ownerId()).isEqualTo(OWNER);
    assertThat(limit.window()).isEqualTo(LimitWindow.WEEKLY);
    assertThat(limit.amount()).hasValue(100);
    assertThat(limit.count()).hasValue(3);
    assertThat(limit.spec()).isEqualTo(spec);
  }

  @Test
  void what_is_not_stated_is_not_limited() {
    assertThat(limit(new LimitSpec(LimitWindow.DAILY, null, 3L, null, null)).amount()).isEmpty();
    assertThat(limit(new LimitSpec(LimitWindow.DAILY, 1L, null, null, null)).count()).isEmpty();
  }

  @Test
  void a_limit_without_a_timezone_of_its_own_has_its_organizations() {
    SpendingLimit limit = limit(new LimitSpec(LimitWindow.DAILY, 1L, null, null, null));

    assertThat(limit.calendar().zone()).isEqualTo(ZoneId.of(OF_THE_ORGANIZATION));
    assertThat(limit.spec().timezone()).isEqualTo(OF_THE_ORGANIZATION);
  }

  @Test
  void weeks_begin_on_monday_unless_stated() {
    SpendingLimit limit = limit(new LimitSpec(LimitWindow.WEEKLY, 1L, null, null, null));

    assertThat(limit.calendar().weekStart()).isEqualTo(DayOfWeek.MONDAY);
    assertThat(limit.spec().weekStart()).isEqualTo(DayOfWeek.MONDAY);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEEKLY")
  void only_a_weekly_limit_shows_a_first_day(LimitWindow window) {
    assertThat(limit(new LimitSpec(window, 1L, null, null, null)).spec().weekStart()).isNull();
  }

  @Test
  void a_limit_knows_where_its_own_window_begins() {
    Instant tuesday = Instant.parse("2024-07-09T12:00:00Z");
    LimitSpec weeks = new LimitSpec(LimitWindow.WEEKLY, 1L, null, "Asia/Tokyo", DayOfWeek.SUNDAY);
    LimitSpec days = new LimitSpec(LimitWindow.DAILY, 1L, null, null, null);

    assertThat(limit(weeks).windowStart(tuesday)).isEqualTo(Instant.parse("2024-07-06T15:00:00Z"));
    assertThat(limit(days).windowStart(tuesday)).isEqualTo(Instant.parse("2024-07-08T23:00:00Z"));
  }

  @ParameterizedTest
  @EnumSource
  void another_amount_or_count_is_the_same_limit(LimitWindow window) {
    SpendingLimit limit = limit(new LimitSpec(window, 100L, null, null, null));

    assertThat(limit.edit(new LimitSpec(window, null, 7L, null, null), OF_THE_ORGANIZATION))
        .isTrue();
    assertThat(limit.limitId()).isEqualTo(LIMIT);
    assertThat(limit.amount()).isEmpty();
    assertThat(limit.count()).hasValue(7);
  }

  @Test
  void a_timezone_and_a_week_start_that_mean_the_same_are_the_same_limit() {
    SpendingLimit limit = limit(WEEKS_IN_LONDON);

    assertThat(
            limit.edit(
                new LimitSpec(LimitWindow.WEEKLY, 5L, null, OF_THE_ORGANIZATION, DayOfWeek.MONDAY),
                "Asia/Tokyo"))
        .isTrue();
    assertThat(limit.amount()).hasValue(5);
  }

  @Test
  void other_windows_are_another_limit_and_leave_this_one_as_it_was() {
    assertIsAnother(new LimitSpec(LimitWindow.DAILY, 5L, null, null, null));
    assertIsAnother(new LimitSpec(LimitWindow.WEEKLY, 5L, null, "Asia/Tokyo", null));
    assertIsAnother(new LimitSpec(LimitWindow.WEEKLY, 5L, null, null, DayOfWeek.SUNDAY));
  }

  @Test
  void a_limit_is_shown_with_what_was_used_and_when_it_begins_anew() {
    SpendingLimit limit = limit(new LimitSpec(LimitWindow.DAILY, 100L, 3L, "UTC", null));
    LimitUsage usage = usage(limit, OptionalLong.of(100), OptionalLong.of(3), 60, 2);

    assertThat(limit.view(usage, TUESDAY_NOON))
        .isEqualTo(
            new LimitUsageView(
                LimitWindow.DAILY,
                OptionalLong.of(100),
                OptionalLong.of(3),
                60,
                2,
                OptionalLong.of(40),
                OptionalLong.of(1),
                Optional.of(Instant.parse("2024-07-09T00:00:00Z")),
                Optional.of(Instant.parse("2024-07-10T00:00:00Z")),
                "UTC"));
  }

  @Test
  void what_remains_is_shown_for_what_is_limited_and_never_below_zero() {
    SpendingLimit byAmount = limit(new LimitSpec(LimitWindow.DAILY, 100L, null, null, null));
    SpendingLimit byCount = limit(new LimitSpec(LimitWindow.DAILY, null, 3L, null, null));
    LimitUsageView passed =
        byAmount.view(
            usage(byAmount, OptionalLong.of(100), OptionalLong.empty(), 130, 9), TUESDAY_NOON);
    LimitUsageView counted =
        byCount.view(
            usage(byCount, OptionalLong.empty(), OptionalLong.of(3), 130, 2), TUESDAY_NOON);

    assertThat(passed.usedAmount()).isEqualTo(130);
    assertThat(passed.remainingAmount()).hasValue(0);
    assertThat(passed.remainingCount()).isEmpty();
    assertThat(counted.remainingAmount()).isEmpty();
    assertThat(counted.remainingCount()).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void only_windows_of_the_calendar_are_shown_with_a_beginning_and_an_end(LimitWindow window) {
    SpendingLimit limit = limit(new LimitSpec(window, 100L, null, null, null));
    LimitUsageView view =
        limit.view(usage(limit, OptionalLong.of(100), OptionalLong.empty(), 0, 0), TUESDAY_NOON);
    boolean endless = window == LimitWindow.LIFETIME || window == LimitWindow.PER_AUTHORIZATION;

    assertThat(view.windowStart().isEmpty()).isEqualTo(endless);
    assertThat(view.resetsAt().isEmpty()).isEqualTo(endless);
  }

  private static void assertIsAnother(LimitSpec spec) {
    SpendingLimit limit = limit(WEEKS_IN_LONDON);
    LimitSpec before = limit.spec();

    assertThat(limit.edit(spec, OF_THE_ORGANIZATION)).isFalse();
    assertThat(limit.spec()).isEqualTo(before);
  }

  private static LimitUsage usage(
      SpendingLimit limit, OptionalLong amount, OptionalLong count, long used, long times) {
    return new LimitUsage(
        limit.limitId(),
        OWNER,
        limit.window(),
        amount,
        count,
        limit.windowStart(TUESDAY_NOON),
        used,
        times);
  }

  private static SpendingLimit limit(LimitSpec spec) {
    SpendingLimitId id = new SpendingLimitId(new UUID(0, 1), LIMIT);
    return new SpendingLimit(id, OWNER, spec, OF_THE_ORGANIZATION);
  }
}
