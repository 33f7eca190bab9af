package io.spendhub.limits.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitWindow;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which limits are accepted, and where each fault of the others is. */
class LimitSpecsTest {
  @Test
  void one_limit_of_each_window_is_accepted() {
    List<LimitSpec> limits =
        Arrays.stream(LimitWindow.values()).map(window -> byAmount(window, 100L)).toList();

    assertThatCode(() -> LimitSpecs.check(limits)).doesNotThrowAnyException();
    assertThatCode(() -> LimitSpecs.check(List.of())).doesNotThrowAnyException();
  }

  /** Requests take no longer list than that, and an annotation cannot count the windows itself. */
  @Test
  void an_owner_may_have_a_limit_of_each_window() {
    assertThat(LimitWindow.HOW_MANY).isEqualTo(LimitWindow.values().length);
  }

  @Test
  void a_limit_may_say_all_there_is_to_say() {
    LimitSpec limit =
        new LimitSpec(LimitWindow.WEEKLY, 0L, 0L, "America/Sao_Paulo", DayOfWeek.SUNDAY);

    assertThatCode(() -> LimitSpecs.check(List.of(limit))).doesNotThrowAnyException();
  }

  @Test
  void a_limit_by_count_alone_is_accepted() {
    LimitSpec limit = new LimitSpec(LimitWindow.DAILY, null, 3L, null, null);

    assertThatCode(() -> LimitSpecs.check(List.of(limit))).doesNotThrowAnyException();
  }

  @Test
  @SuppressWarnings("NullAway") // a caller's JSON may lack what the record needs
  void a_limit_needs_a_window() {
    assertThat(faults(new LimitSpec(null, 1L, null, null, null)))
        .containsExactly("/limits/0/window required");
    assertThat(faults((LimitSpec) null)).containsExactly("/limits/0/window required");
  }

  @Test
  void a_limit_needs_an_amount_or_a_count() {
    assertThat(faults(new LimitSpec(LimitWindow.DAILY, null, null, null, null)))
        .containsExactly("/limits/0 required");
  }

  @Test
  void a_window_may_be_limited_once() {
    LimitSpec daily = byAmount(LimitWindow.DAILY, 1L);

    assertThat(faults(daily, byAmount(LimitWindow.WEEKLY, 1L), daily))
        .containsExactly("/limits/2/window duplicate");
  }

  @Test
  void an_amount_is_not_below_zero() {
    assertThat(faults(byAmount(LimitWindow.DAILY, -1L)))
        .containsExactly("/limits/0/amount out_of_range");
  }

  @Test
  void a_count_is_not_below_zero() {
    assertThat(faults(new LimitSpec(LimitWindow.DAILY, null, -1L, null, null)))
        .containsExactly("/limits/0/count out_of_range");
  }

  @Test
  void a_single_authorization_has_no_count() {
    assertThat(faults(new LimitSpec(LimitWindow.PER_AUTHORIZATION, 1L, 1L, null, null)))
        .containsExactly("/limits/0/count not_allowed");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PER_AUTHORIZATION")
  void every_other_window_may_have_a_count(LimitWindow window) {
    LimitSpec limit = new LimitSpec(window, 1L, 1L, null, null);

    assertThatCode(() -> LimitSpecs.check(List.of(limit))).doesNotThrowAnyException();
  }

  @Test
  void a_timezone_is_one_that_iana_names() {
    assertThat(faults(inZone("Europe/Atlantis")))
        .containsExactly("/limits/0/timezone unknown_timezone");
    assertThat(faults(inZone("europe/london")))
        .containsExactly("/limits/0/timezone unknown_timezone");
    assertThat(faults(inZone("+01:00"))).containsExactly("/limits/0/timezone unknown_timezone");
    assertThat(faults(inZone(""))).containsExactly("/limits/0/timezone unknown_timezone");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEEKLY")
  void only_weeks_have_a_first_day(LimitWindow window) {
    assertThat(faults(new LimitSpec(window, 1L, null, null, DayOfWeek.SUNDAY)))
        .containsExactly("/limits/0/weekStart not_allowed");
  }

  @Test
  void every_fault_of_every_limit_is_named_at_once() {
    assertThat(
            faults(
                new LimitSpec(LimitWindow.PER_AUTHORIZATION, -1L, -1L, "Nowhere", DayOfWeek.MONDAY),
                new LimitSpec(LimitWindow.DAILY, 1L, null, null, null),
                new LimitSpec(LimitWindow.DAILY, null, null, null, null)))
        .containsExactly(
            "/limits/0/amount out_of_range",
            "/limits/0/count out_of_range",
            "/limits/0/count not_allowed",
            "/limits/0/timezone unknown_timezone",
            "/limits/0/weekStart not_allowed",
            "/limits/2/window duplicate",
            "/limits/2 required");
  }

  @Test
  void a_fault_is_one_of_the_call_and_says_so_in_a_sentence() {
    Refusal refusal = refusal(byAmount(LimitWindow.DAILY, -1L));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(refusal.code()).isEqualTo("validation_failed");
    assertThat(refusal.errors()).extracting(FieldError::detail).allMatch(it -> it.endsWith("."));
  }

  private static LimitSpec byAmount(LimitWindow window, long amount) {
    return new LimitSpec(window, amount, null, null, null);
  }

  private static LimitSpec inZone(String timezone) {
    return new LimitSpec(LimitWindow.DAILY, 1L, null, timezone, null);
  }

  private static List<String> faults(@Nullable LimitSpec... limits) {
    return refusal(limits).errors().stream().map(it -> it.pointer() + " " + it.code()).toList();
  }

  private static Refusal refusal(@Nullable LimitSpec... limits) {
    return catchThrowableOfType(Refusal.class, () -> LimitSpecs.check(Arrays.asList(limits)));
  }
}
