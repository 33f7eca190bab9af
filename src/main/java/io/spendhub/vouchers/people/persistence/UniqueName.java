package io.spendhub.vouchers.people.persistence;

import io.spendhub.shared.Refusal;
import org.hibernate.exception.ConstraintViolationException;

/** A name that is taken shows when it is written, because only the index sees other writers. */
final class UniqueName {
  private UniqueName() {}

  /** Writes, and turns the violation of one constraint, and no other, into a refusal. */
  static void write(Runnable flush, String constraint) {
    try {
      flush.run();
    } catch (ConstraintViolationException violation) {
      throw constraint.equals(violation.getConstraintName())
          ? Refusal.conflict("name_taken", "Another one of the organization has exactly this name.")
          : violation;
    }
  }
}
