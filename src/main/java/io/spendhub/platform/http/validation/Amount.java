package io.spendhub.platform.http.validation;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Money that moves: at least 1 minor unit, at most what an int64 holds. A null is valid. */
@Documented
@Constraint(validatedBy = Amount.Validator.class)
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Amount {
  /** The fewest minor units; 0 where nothing has to move. */
  long min() default 1;

  String message() default "must be an amount";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Validator implements ConstraintValidator<Amount, Long> {
    private long min;

    @Override
    public void initialize(Amount constraint) {
      min = constraint.min();
    }

    @Override
    public boolean isValid(@Nullable Long minorUnits, ConstraintValidatorContext context) {
      return minorUnits == null
          || minorUnits >= min
          || FieldFault.report(
              context,
              new FieldFault(
                  "", "out_of_range", "The amount must be at least " + min + ", in minor units."));
    }
  }
}
