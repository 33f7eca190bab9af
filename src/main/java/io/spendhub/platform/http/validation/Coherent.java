package io.spendhub.platform.http.validation;

import static java.lang.annotation.ElementType.TYPE;

import io.spendhub.shared.Refusal.FieldError;
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

/** A body whose fields, each of them valid, do not contradict each other. */
@Documented
@Constraint(validatedBy = Coherent.Validator.class)
@Target(TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Coherent {
  /** A body that knows of its contradictions. */
  interface Body {
    /** The first of them, if there is any; its pointer goes from the body itself. */
    Optional<FieldError> contradiction();
  }

  String message() default "must not contradict itself";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  final class Validator implements ConstraintValidator<Coherent, Body> {
    @Override
    public boolean isValid(@Nullable Body body, ConstraintValidatorContext context) {
      return Optional.ofNullable(body)
          .flatMap(Body::contradiction)
          .map(error -> new FieldFault(error.pointer(), error.code(), error.detail()))
          .map(fault -> FieldFault.report(context, fault))
          .orElse(true);
    }
  }
}
