package io.spendhub.platform.http.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks {@link Metadata} and reports the first pair that is wrong. */
public final class MetadataValidator implements ConstraintValidator<Metadata, Map<String, String>> {
  public static final int MAXIMUM_PAIRS = 50;
  public static final int MAXIMUM_KEY_LENGTH = 40;
  public static final int MAXIMUM_VALUE_LENGTH = 500;
  private static final int MAXIMUM_BYTES = 8_192;

  @Override
  public boolean isValid(@Nullable Map<String, String> pairs, ConstraintValidatorContext context) {
    return Optional.ofNullable(pairs)
        .flatMap(MetadataValidator::fault)
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
