package io.spendhub.platform.http.validation;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * When something happened that is told now: not in the future, not before 1970. A null is valid.
 */
@Documented
@Constraint(validatedBy = PastInstantValidator.class)
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface PastInstant {
  String message() default "must be in the past";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
