package io.spendhub.platform.http.validation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Checks {@link PastInstant}. */
@ApplicationScoped
public class PastInstantValidator implements ConstraintValidator<PastInstant, Instant> {
  private static final FieldFault TO_COME =
      new FieldFault("", "not_in_past", "The time must be in the past.");
  private static final FieldFault TOO_EARLY =
      new FieldFault("", "out_of_range", "The time must be after 1970.");

  private final Clock clock;

  PastInstantValidator(Clock clock) {
    this.clock = clock;
  }

  @Override
  public boolean isValid(@Nullable Instant time, ConstraintValidatorContext context) {
    if (time == null) {
      return true;
    }
    if (time.isAfter(clock.instant())) {
      return FieldFault.report(context, TO_COME);
    }
    return !time.isBefore(Instant.EPOCH) || FieldFault.report(context, TOO_EARLY);
  }
}
