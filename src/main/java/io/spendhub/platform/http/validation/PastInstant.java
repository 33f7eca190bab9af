package io.spendhub.platform.http.validation;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something happened that is told now: not in the future, not before 1970. A null is valid.
 */
@Documented
@Constraint(validatedBy = PastInstant.Validator.class)
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface PastInstant {
  String message() default "must be in the past";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  @ApplicationScoped
  class Validator implements ConstraintValidator<PastInstant, Instant> {
    private static final FieldFault TO_COME =
        new FieldFault("", "not_in_past", "The time must be in the past.");
    private static final FieldFault TOO_EARLY =
        new FieldFault("", "out_of_range", "The time must be after 1970.");

    private final Clock clock;

    Validator(Clock clock) {
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
}
