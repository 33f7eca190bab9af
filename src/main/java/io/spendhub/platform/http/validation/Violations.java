package io.spendhub.platform.http.validation;

import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.hibernate.validator.engine.HibernateConstraintViolation;

/** Names what Bean Validation found in the words of the contract. */
public final class Violations {
  /** The codes for the constraints that Bean Validation brings along. */
  private static final Map<String, String> BY_CONSTRAINT =
      Map.ofEntries(
          Map.entry("NotNull", "required"),
          Map.entry("NotBlank", "blank"),
          Map.entry("NotEmpty", "empty"),
          Map.entry("Size", "wrong_size"),
          Map.entry("Min", "out_of_range"),
          Map.entry("Max", "out_of_range"),
          Map.entry("Positive", "out_of_range"),
          Map.entry("PositiveOrZero", "out_of_range"),
          Map.entry("Pattern", "wrong_format"),
          Map.entry("Email", "wrong_format"),
          Map.entry("Future", "not_in_future"),
          Map.entry("Past", "not_in_past"),
          Map.entry("PastOrPresent", "not_in_past"));

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
    String pointer = pointer(nodes(violation));
    HibernateConstraintViolation<?> found = violation.unwrap(HibernateConstraintViolation.class);
    FieldFault fault = found.getDynamicPayload(FieldFault.class);
    return fault == null
        ? new FieldError(pointer, code(violation), sentence(violation.getMessage()))
        : new FieldError(pointer + fault.pointer(), fault.code(), fault.detail());
  }

  private static String sentence(String message) {
    return "The value " + message + ".";
  }

  private static List<Path.Node> nodes(ConstraintViolation<?> violation) {
    return StreamSupport.stream(violation.getPropertyPath().spliterator(), false).toList();
  }

  private static String code(ConstraintViolation<?> violation) {
    String name =
        violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
    return BY_CONSTRAINT.getOrDefault(name, snakeCase(name));
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /** A JSON pointer into the body, or a parameter's name. */
  private static String pointer(List<Path.Node> path) {
    StringBuilder pointer = new StringBuilder();
    path.stream().skip(skipped(path)).forEach(node -> append(node, pointer));
    if (!pointer.isEmpty()) {
      return pointer.toString();
    }
    // A constraint on the argument itself: a query parameter is known by its name, a body by none.
    return path.isEmpty() || path.getLast().getKind() == ElementKind.BEAN
        ? ""
        : String.valueOf(path.getLast().getName());
  }

  // The method and its argument are how the call reached us, not part of what was sent.
  private static long skipped(List<Path.Node> path) {
    return path.stream()
        .takeWhile(
            node ->
                node.getKind() == ElementKind.METHOD
                    || node.getKind() == ElementKind.CONSTRUCTOR
                    || node.getKind() == ElementKind.PARAMETER)
        .count();
  }

  private static void append(Path.Node node, StringBuilder pointer) {
    if (node.getIndex() != null) {
      pointer.append('/').append(node.getIndex());
    } else if (node.getKey() != null) {
      String key = Printable.of(String.valueOf(node.getKey()));
      pointer.append('/').append(JsonPointers.escape(key));
    }
    if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
      pointer.append('/').append(JsonPointers.escape(node.getName()));
    }
  }
}
