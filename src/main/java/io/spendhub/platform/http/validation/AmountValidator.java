package io.spendhub.platform.http.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link Amount}. */
public final class AmountValidator implements ConstraintValidator<Amount, Long> {
  private static final FieldFault TOO_SMALL =
      new FieldFault("", "out_of_range", "The amount must be at least 1 minor unit.");

  @Override
  public boolean isValid(@Nullable Long minorUnits, ConstraintValidatorContext context) {
    return minorUnits == null || minorUnits >= 1 || FieldFault.report(context, TOO_SMALL);
  }
}
