package io.spendhub.platform.http.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks {@link PlainText}. */
public final class PlainTextValidator implements ConstraintValidator<PlainText, CharSequence> {
  private int max;

  @Override
  public void initialize(PlainText constraint) {
    max = constraint.max();
  }

  @Override
  public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
    return Optional.ofNullable(text)
        .flatMap(given -> TextRules.plain(given.toString(), max))
        .map(fault -> FieldFault.report(context, new FieldFault("", fault.code(), fault.detail())))
        .orElse(true);
  }
}
