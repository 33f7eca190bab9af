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
 * Metadata: up to 50 pairs of plain text, keys of 1 to 40 characters, values of up to 500, and all
 * of them together up to 8,192 bytes of UTF-8. A null is valid.
 */
@Documented
@Constraint(validatedBy = MetadataValidator.class)
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Metadata {
  String message() default "must be metadata";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
