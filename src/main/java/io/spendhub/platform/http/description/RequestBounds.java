package io.spendhub.platform.http.description;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.validation.TextRules;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.Type;

/**
 * Tells of each request body what it may be: closed to what is not known, and within the bounds of
 * the constraints that are enforced. It follows the records of a body beside their schemas, so that
 * no schema is taken for another by its name.
 */
final class RequestBounds {
  private static final DotName PATCH = DotName.createSimple(Patch.class);
  private static final DotName NOT_NULL = DotName.createSimple(NotNull.class);
  private static final DotName JSON_PROPERTY = DotName.createSimple(JsonProperty.class);
  private static final Map<String, BigDecimal> GREATEST =
      Map.of(
          "int32", BigDecimal.valueOf(Integer.MAX_VALUE),
          "int64", BigDecimal.valueOf(Long.MAX_VALUE));

  private final IndexView program;
  private final OpenAPI document;
  private final Set<DotName> seen = new HashSet<>();

  RequestBounds(IndexView program, OpenAPI document) {
    this.program = program;
    this.document = document;
  }

  void apply() {
    new ResourceMethods(program)
        .all()
        .forEach(
            (call, method) ->
                ResourceMethods.operation(document, call)
                    .filter(operation -> operation.getRequestBody() != null)
                    .map(
                        operation ->
                            operation
                                .getRequestBody()
                                .getContent()
                                .getMediaType("application/json"))
                    .ifPresent(body -> bound(method, body)));
  }

  private void bound(MethodInfo method, MediaType body) {
    method.parameters().stream()
        .filter(parameter -> isRecord(parameter.type()))
        .map(MethodParameterInfo::type)
        .forEach(type -> bound(type, body.getSchema()));
  }

  private boolean isRecord(Type type) {
    return Optional.ofNullable(program.getClassByName(type.name()))
        .filter(ClassInfo::isRecord)
        .isPresent();
  }

  /** A type beside the schema that stands for it, directly or by reference. */
  private void bound(Type type, Schema schema) {
    if (type.kind() == Type.Kind.PARAMETERIZED_TYPE && isOf(schema, SchemaType.ARRAY)) {
      boundValue(type.asParameterizedType().arguments().getFirst(), List.of(), schema.getItems());
    } else if (isRecord(type) && schema.getRef() != null && seen.add(type.name())) {
      boundFields(program.getClassByName(type.name()), named(schema));
    }
  }

  private static boolean isOf(Schema schema, SchemaType type) {
    return ConstraintBounds.isOf(schema, type);
  }

  private void boundFields(ClassInfo record, Schema object) {
    object.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
    for (FieldInfo field : record.fields()) {
      Schema schema = object.getProperties().get(name(field));
      if (schema != null) {
        object.addProperty(name(field), boundField(field, schema));
      }
    }
  }

  private static String name(FieldInfo field) {
    return Optional.ofNullable(field.annotation(JSON_PROPERTY))
        .map(property -> property.value().asString())
        .orElse(field.name());
  }

  /** A field of a PATCH may be null where that clears it, any other may not. */
  private Schema boundField(FieldInfo field, Schema schema) {
    Nulls.remove(schema);
    if (!field.type().name().equals(PATCH)) {
      boundValue(field.type(), field.declaredAnnotations(), schema);
      return schema;
    }
    Type value = field.type().asParameterizedType().arguments().getFirst();
    boundValue(value, List.of(), schema);
    return value.hasAnnotation(NOT_NULL) ? schema : orNull(schema);
  }

  private void boundValue(Type type, List<AnnotationInstance> declared, Schema schema) {
    if (schema.getRef() != null) {
      schema.setType(null); // what is referred to says it
    }
    Stream.concat(type.annotations().stream(), declared.stream())
        .forEach(constraint -> ConstraintBounds.apply(constraint, schema));
    boundByType(schema);
    bound(type, schema);
  }

  private static void boundByType(Schema schema) {
    if (isOf(schema, SchemaType.INTEGER) && schema.getMaximum() == null) {
      schema.setMaximum(GREATEST.get(schema.getFormat()));
    } else if (isOf(schema, SchemaType.STRING) && isAnyText(schema)) {
      schema.setPattern(TextRules.STORABLE_PATTERN);
    }
  }

  private static boolean isAnyText(Schema schema) {
    return schema.getPattern() == null
        && schema.getFormat() == null
        && schema.getEnumeration() == null;
  }

  private static Schema orNull(Schema schema) {
    if (schema.getRef() == null) {
      List<SchemaType> types = new ArrayList<>(schema.getType());
      types.add(SchemaType.NULL);
      return schema.type(types);
    }
    return OASFactory.createSchema()
        .addAnyOf(schema)
        .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
  }

  private Schema named(Schema reference) {
    String name = SchemaReferences.name(reference);
    return requireNonNull(document.getComponents().getSchemas().get(name), name);
  }
}
