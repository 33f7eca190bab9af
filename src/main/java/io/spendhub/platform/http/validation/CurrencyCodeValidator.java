package io.spendhub.platform.http.validation;

import io.spendhub.shared.Currencies;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link CurrencyCode}. */
public final class CurrencyCodeValidator implements ConstraintValidator<CurrencyCode, String> {
  private static final FieldFault UNKNOWN =
      new FieldFault("", "unknown_currency", "This is not the ISO 4217 code of a currency.");

  @Override
  public boolean isValid(@Nullable String code, ConstraintValidatorContext context) {
    return code == null || Currencies.find(code).isPresent() || FieldFault.report(context, UNKNOWN);
  }
}
