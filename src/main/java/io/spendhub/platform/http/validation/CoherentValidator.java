package io.spendhub.platform.http.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks {@link Coherent}. */
public final class CoherentValidator implements ConstraintValidator<Coherent, Coherent.Body> {
  @Override
  public boolean isValid(Coherent.@Nullable Body body, ConstraintValidatorContext context) {
    return Optional.ofNullable(body)
        .flatMap(Coherent.Body::contradiction)
        .map(error -> new FieldFault(error.pointer(), error.code(), error.detail()))
        .map(fault -> FieldFault.report(context, fault))
        .orElse(true);
  }
}
