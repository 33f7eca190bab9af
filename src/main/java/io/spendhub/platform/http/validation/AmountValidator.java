package io.spendhub.platform.http.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link Amount}. */
public final class AmountValidator implements ConstraintValidator<Amount, Long> {
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
