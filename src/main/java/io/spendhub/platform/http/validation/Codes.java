package io.spendhub.platform.http.validation;

import jakarta.validation.ConstraintViolation;
import java.util.Locale;
import java.util.Map;

/** The contract's codes for the constraints that Bean Validation brings along. */
final class Codes {
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

  private Codes() {}

  static String of(ConstraintViolation<?> violation) {
    String name =
        violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
    return BY_CONSTRAINT.getOrDefault(name, snakeCase(name));
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
