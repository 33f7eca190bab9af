package io.spendhub.platform.http.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks {@link Metadata} and reports the first pair that is wrong. */
public final class MetadataValidator implements ConstraintValidator<Metadata, Map<String, String>> {
  private static final int MAXIMUM_PAIRS = 50;
  private static final int MAXIMUM_KEY_LENGTH = 40;
  private static final int MAXIMUM_VALUE_LENGTH = 500;

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
        .findFirst();
  }

  private static Optional<FieldFault> fault(String key, @Nullable String value) {
    String pointer = "/" + JsonPointers.escape(Printable.of(key));
    if (value == null) {
      return Optional.of(new FieldFault(pointer, "required", "A value is required."));
    }
    return TextRules.plain(key, 1, MAXIMUM_KEY_LENGTH)
        .or(() -> TextRules.plain(value, 0, MAXIMUM_VALUE_LENGTH))
        .map(fault -> new FieldFault(pointer, fault.code(), fault.detail()));
  }
}
