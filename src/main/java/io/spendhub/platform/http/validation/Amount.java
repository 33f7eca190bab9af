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

/** Money that moves: at least 1 minor unit, at most what an int64 holds. A null is valid. */
@Documented
@Constraint(validatedBy = AmountValidator.class)
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Amount {
  /** The fewest minor units; 0 where nothing has to move. */
  long min() default 1;

  String message() default "must be an amount";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
