package io.spendhub.platform.http.description;

import static java.util.Map.entry;

import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.http.validation.TextRules;
import io.spendhub.platform.time.TimeZoneName;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jspecify.annotations.Nullable;

/** What each constraint on a value says in the terms of JSON Schema. */
final class ConstraintBounds {
  private static final Map<DotName, BiConsumer<AnnotationInstance, Schema>> BOUNDS =
      Map.ofEntries(
          rule(Amount.class, ConstraintBounds::amount),
          rule(Min.class, (min, schema) -> schema.setMinimum(number(min))),
          rule(Max.class, (max, schema) -> schema.setMaximum(number(max))),
          rule(Size.class, ConstraintBounds::size),
          rule(NotEmpty.class, (some, schema) -> schema.setMinItems(1)),
          rule(Pattern.class, (text, schema) -> schema.setPattern(anchored(text))),
          rule(Email.class, (address, schema) -> schema.setFormat("email")),
          rule(PlainText.class, ConstraintBounds::plainText),
          rule(CurrencyCode.class, ConstraintBounds::currency),
          rule(TimeZoneName.class, ConstraintBounds::timeZone),
          rule(Metadata.class, (pairs, schema) -> metadata(schema)));

  private ConstraintBounds() {}

  /** Adds what the constraint says; one that says nothing of values is passed over. */
  static void apply(AnnotationInstance constraint, Schema schema) {
    BOUNDS.getOrDefault(constraint.name(), (unknown, unchanged) -> {}).accept(constraint, schema);
  }

  private static Map.Entry<DotName, BiConsumer<AnnotationInstance, Schema>> rule(
      Class<? extends Annotation> constraint, BiConsumer<AnnotationInstance, Schema> rule) {
    return entry(DotName.createSimple(constraint), rule);
  }

  private static BigDecimal number(AnnotationInstance bound) {
    return BigDecimal.valueOf(bound.value().asLong());
  }

  private static void size(AnnotationInstance size, Schema schema) {
    boolean list = isOf(schema, SchemaType.ARRAY);
    tell(size.value("min"), list ? schema::setMinItems : schema::setMinLength);
    tell(size.value("max"), list ? schema::setMaxItems : schema::setMaxLength);
  }

  static boolean isOf(Schema schema, SchemaType type) {
    return schema.getType() != null && schema.getType().contains(type);
  }

  private static void tell(@Nullable AnnotationValue bound, Consumer<Integer> setter) {
    if (bound != null) {
      setter.accept(bound.asInt());
    }
  }

  /** Java asks for the whole text, JSON Schema for any part of it that fits. */
  private static String anchored(AnnotationInstance pattern) {
    String text = pattern.value("regexp").asString();
    return text.contains("|") ? "^(?:" + text + ")$" : "^" + text + "$";
  }

  private static void amount(AnnotationInstance amount, Schema schema) {
    AnnotationValue min = amount.value("min");
    schema.setMinimum(min == null ? BigDecimal.ONE : BigDecimal.valueOf(min.asLong()));
  }

  private static void plainText(AnnotationInstance text, Schema schema) {
    AnnotationValue max = text.value("max");
    schema.setMaxLength(max == null ? PlainText.USUAL_MAXIMUM : max.asInt());
    AnnotationValue mayBeBlank = text.value("mayBeBlank");
    if (mayBeBlank != null && mayBeBlank.asBoolean()) {
      schema.setPattern(TextRules.STORABLE_PATTERN);
    } else {
      schema.minLength(1).setPattern(TextRules.NOT_BLANK_PATTERN);
    }
  }

  private static void currency(AnnotationInstance code, Schema schema) {
    schema.format("iso-4217").setPattern("^[A-Z]{3}$");
  }

  private static void timeZone(AnnotationInstance name, Schema schema) {
    schema.format("time-zone").setPattern("^[A-Za-z0-9_+/-]+$");
  }

  private static void metadata(Schema schema) {
    schema
        .maxProperties(Metadata.MAXIMUM_PAIRS)
        .propertyNames(
            OASFactory.createSchema()
                .minLength(1)
                .maxLength(Metadata.MAXIMUM_KEY_LENGTH)
                .pattern(TextRules.NOT_BLANK_PATTERN))
        .additionalPropertiesSchema(
            OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .maxLength(Metadata.MAXIMUM_VALUE_LENGTH)
                .pattern(TextRules.STORABLE_PATTERN));
  }
}
