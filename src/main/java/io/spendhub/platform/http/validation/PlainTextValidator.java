package io.spendhub.platform.http.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks {@link PlainText}. */
public final class PlainTextValidator implements ConstraintValidator<PlainText, CharSequence> {
  private int min;
  private int max;

  @Override
  public void initialize(PlainText constraint) {
    min = constraint.min();
    max = constraint.max();
  }

  @Override
  public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
    return Optional.ofNullable(text)
        .flatMap(given -> TextRules.plain(given.toString(), min, max))
        .map(fault -> FieldFault.report(context, new FieldFault("", fault.code(), fault.detail())))
        .orElse(true);
  }
}
