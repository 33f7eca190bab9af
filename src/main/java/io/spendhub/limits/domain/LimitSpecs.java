package io.spendhub.limits.domain;

import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitWindow;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a list of limits must satisfy before it is accepted. */
public final class LimitSpecs {
  private LimitSpecs() {}

  /**
   * Checks all limits of an owner.
   *
   * @throws Refusal 400 that names each invalid field
   */
  public static void check(List<LimitSpec> limits) {
    List<FieldError> errors = new ArrayList<>();
    Set<LimitWindow> seen = EnumSet.noneOf(LimitWindow.class);
    for (int i = 0; i < limits.size(); i++) {
      check(limits.get(i), "/limits/" + i, seen, errors);
    }
    if (!errors.isEmpty()) {
      throw Refusal.invalidFields(errors);
    }
  }

  private static void check(
      @Nullable LimitSpec limit, String at, Set<LimitWindow> seen, List<FieldError> errors) {
    if (limit == null || limit.window() == null) {
      errors.add(new FieldError(at + "/window", "required", "A limit needs a window."));
      return;
    }
    if (!seen.add(limit.window())) {
      errors.add(new FieldError(at + "/window", "duplicate", "One limit per window is possible."));
    }
    if (limit.amount() == null && limit.count() == null) {
      errors.add(new FieldError(at, "required", "A limit needs an amount or a count."));
    }
    checkBound(limit.amount(), at + "/amount", errors);
    checkBound(limit.count(), at + "/count", errors);
    if (limit.window() == LimitWindow.PER_AUTHORIZATION && limit.count() != null) {
      errors.add(
          new FieldError(at + "/count", "not_allowed", "PER_AUTHORIZATION has an amount only."));
    }
    if (limit.timezone() != null && !ZoneId.getAvailableZoneIds().contains(limit.timezone())) {
      errors.add(new FieldError(at + "/timezone", "unknown_timezone", "Not an IANA timezone."));
    }
    if (limit.weekStart() != null && limit.window() != LimitWindow.WEEKLY) {
      errors.add(new FieldError(at + "/weekStart", "not_allowed", "Only weeks have a first day."));
    }
  }

  private static void checkBound(@Nullable Long bound, String at, List<FieldError> errors) {
    if (bound != null && bound < 0) {
      errors.add(new FieldError(at, "out_of_range", "A limit is at least 0."));
    }
  }
}
