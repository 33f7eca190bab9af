package io.spendhub.identity.persistence;

import io.spendhub.shared.Refusal;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Names that are taken show when they are written: the unique index decides, because a look-up
 * before the write could not see what another transaction is about to write.
 */
final class Unique {
  private Unique() {}

  /** Writes, and turns the violation of one constraint, and no other, into a refusal. */
  static void write(Runnable flush, String constraint, Supplier<Refusal> taken) {
    try {
      flush.run();
    } catch (ConstraintViolationException violation) {
      throw constraint.equals(violation.getConstraintName()) ? taken.get() : violation;
    }
  }
}
