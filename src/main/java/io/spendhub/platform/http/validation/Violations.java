package io.spendhub.platform.http.validation;

import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.hibernate.validator.engine.HibernateConstraintViolation;

/** Names what Bean Validation found in the words of the contract. */
public final class Violations {
  private Violations() {}

  /** 400 with every invalid field; empty if it is our answer that is invalid, not their call. */
  public static Optional<Refusal> refusal(ConstraintViolationException failure) {
    if (failure.getConstraintViolations().stream().anyMatch(Violations::isOfOurAnswer)) {
      return Optional.empty();
    }
    List<FieldError> errors =
        failure.getConstraintViolations().stream()
            .map(Violations::error)
            .sorted(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::code))
            .toList();
    return errors.isEmpty() ? Optional.empty() : Optional.of(Refusal.invalidFields(errors));
  }

  private static boolean isOfOurAnswer(ConstraintViolation<?> violation) {
    return nodes(violation).stream().anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
  }

  private static FieldError error(ConstraintViolation<?> violation) {
    String pointer = Pointers.of(nodes(violation));
    HibernateConstraintViolation<?> found = violation.unwrap(HibernateConstraintViolation.class);
    FieldFault fault = found.getDynamicPayload(FieldFault.class);
    return fault == null
        ? new FieldError(pointer, Codes.of(violation), sentence(violation.getMessage()))
        : new FieldError(pointer + fault.pointer(), fault.code(), fault.detail());
  }

  private static String sentence(String message) {
    return "The value " + message + ".";
  }

  private static List<Path.Node> nodes(ConstraintViolation<?> violation) {
    return StreamSupport.stream(violation.getPropertyPath().spliterator(), false).toList();
  }
}
