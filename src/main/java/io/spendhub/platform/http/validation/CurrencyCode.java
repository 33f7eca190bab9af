package io.spendhub.platform.http.validation;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;

import io.spendhub.shared.Currencies;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** The upper-case ISO 4217 code of a currency that can hold money. A null is valid. */
@Documented
@Constraint(validatedBy = CurrencyCode.Validator.class)
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface CurrencyCode {
  String message() default "must be a currency";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Validator implements ConstraintValidator<CurrencyCode, String> {
    private static final FieldFault UNKNOWN =
        new FieldFault("", "unknown_currency", "This is not the ISO 4217 code of a currency.");

    @Override
    public boolean isValid(@Nullable String code, ConstraintValidatorContext context) {
      return code == null
          || Currencies.find(code).isPresent()
          || FieldFault.report(context, UNKNOWN);
    }
  }
}
