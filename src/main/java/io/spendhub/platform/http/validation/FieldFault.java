package io.spendhub.platform.http.validation;

import jakarta.validation.ConstraintValidatorContext;
import java.io.Serializable;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;

/**
 * What a validator of ours found, on its way to the problem.
 *
 * @param pointer from the constrained field to the culprit inside it; empty for the field itself
 */
record FieldFault(String pointer, String code, String detail) implements Serializable {

  /** Attaches the fault to the violation and answers false, as validators do. */
  static boolean report(ConstraintValidatorContext context, FieldFault fault) {
    context.unwrap(HibernateConstraintValidatorContext.class).withDynamicPayload(fault);
    return false;
  }
}
