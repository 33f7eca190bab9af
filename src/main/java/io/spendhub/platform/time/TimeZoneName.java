package io.spendhub.platform.time;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The name of a region in the IANA time zone database, such as {@code Europe/London} or {@code
 * UTC}; exact in case. Offsets such as {@code +01:00} are refused: they know no summer time.
 */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = TimeZoneName.Validator.class)
public @interface TimeZoneName {
  String message() default "must be an IANA time zone such as Europe/London";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Whether a text is such a name; absence is for {@code @NotNull} to judge. */
  final class Validator implements ConstraintValidator<TimeZoneName, String> {
    @Override
    public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
      return name == null || ZoneId.getAvailableZoneIds().contains(name);
    }
  }
}
