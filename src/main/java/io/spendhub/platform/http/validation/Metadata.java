package io.spendhub.platform.http.validation;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Metadata: up to 50 pairs of plain text, keys of 1 to 40 characters, values of up to 500, and all
 * of them together up to 8,192 bytes of UTF-8. A null is valid.
 */
@Documented
@Constraint(validatedBy = Metadata.Validator.class)
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Metadata {
  int MAXIMUM_PAIRS = 50;
  int MAXIMUM_KEY_LENGTH = 40;
  int MAXIMUM_VALUE_LENGTH = 500;

  String message() default "must be metadata";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Reports the first pair that is wrong. */
  final class Validator implements ConstraintValidator<Metadata, Map<String, String>> {
    private static final int MAXIMUM_BYTES = 8_192;

    @Override
    public boolean isValid(
        @Nullable Map<String, String> pairs, ConstraintValidatorContext context) {
      return Optional.ofNullable(pairs)
          .flatMap(Validator::fault)
          .map(fault -> FieldFault.report(context, fault))
          .orElse(true);
    }

    private static Optional<FieldFault> fault(Map<String, @Nullable String> pairs) {
      if (pairs.size() > MAXIMUM_PAIRS) {
        return Optional.of(
            new FieldFault("", "too_many", "At most " + MAXIMUM_PAIRS + " pairs are allowed."));
      }
      return pairs.entrySet().stream()
          .flatMap(pair -> fault(pair.getKey(), pair.getValue()).stream())
          .findFirst()
          .or(() -> tooManyBytes(pairs));
    }

    /** Metadata is stored and shown with all that follows from what it was told with. */
    private static Optional<FieldFault> tooManyBytes(Map<String, @Nullable String> pairs) {
      int bytes = 0;
      for (Map.Entry<String, @Nullable String> pair : pairs.entrySet()) {
        bytes += bytes(pair.getKey()) + bytes(Optional.ofNullable(pair.getValue()).orElse(""));
      }
      return bytes <= MAXIMUM_BYTES
          ? Optional.empty()
          : Optional.of(
              new FieldFault(
                  "",
                  "too_long",
                  "Keys and values together are at most %,d bytes of UTF-8."
                      .formatted(MAXIMUM_BYTES)));
    }

    private static int bytes(String text) {
      return text.getBytes(UTF_8).length;
    }

    private static Optional<FieldFault> fault(String key, @Nullable String value) {
      String pointer = "/" + JsonPointers.escape(Printable.of(key));
      if (value == null) {
        return Optional.of(new FieldFault(pointer, "required", "A value is required."));
      }
      return TextRules.plain(key, MAXIMUM_KEY_LENGTH)
          .or(() -> TextRules.plainOrBlank(value, MAXIMUM_VALUE_LENGTH))
          .map(fault -> new FieldFault(pointer, fault.code(), fault.detail()));
    }
  }
}
