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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Text as people write it: no control characters, not blank, no card number. A null is valid; say
 * {@code @NotNull} where the field is required.
 */
@Documented
@Constraint(validatedBy = PlainText.Validator.class)
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface PlainText {
  int USUAL_MAXIMUM = 255;

  /** The most Unicode characters. */
  int max() default USUAL_MAXIMUM;

  /** Whether blanks alone are text too. */
  boolean mayBeBlank() default false;

  String message() default "must be plain text";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Validator implements ConstraintValidator<PlainText, CharSequence> {
    private int max;
    private boolean mayBeBlank;

    @Override
    public void initialize(PlainText constraint) {
      max = constraint.max();
      mayBeBlank = constraint.mayBeBlank();
    }

    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
      return Optional.ofNullable(text)
          .map(CharSequence::toString)
          .flatMap(
              given ->
                  mayBeBlank ? TextRules.plainOrBlank(given, max) : TextRules.plain(given, max))
          .map(
              fault -> FieldFault.report(context, new FieldFault("", fault.code(), fault.detail())))
          .orElse(true);
    }
  }
}
