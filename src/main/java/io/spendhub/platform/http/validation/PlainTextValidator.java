package io.spendhub.platform.http.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks {@link PlainText}. */
public final class PlainTextValidator implements ConstraintValidator<PlainText, CharSequence> {
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
            given -> mayBeBlank ? TextRules.plainOrBlank(given, max) : TextRules.plain(given, max))
        .map(fault -> FieldFault.report(context, new FieldFault("", fault.code(), fault.detail())))
        .orElse(true);
  }
}
