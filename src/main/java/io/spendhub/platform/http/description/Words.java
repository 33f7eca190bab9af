package io.spendhub.platform.http.description;

import static java.util.Objects.requireNonNullElse;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Tells what everything means, with an example that works: what the {@link Glossary} has. */
final class Words {
  private final OpenAPI document;
  private final Glossary glossary;

  Words(OpenAPI document, Glossary glossary) {
    this.document = document;
    this.glossary = glossary;
  }

  void apply() {
    document.getComponents().getSchemas().forEach(this::tellFields);
    document.getPaths().getPathItems().forEach(this::tellOperations);
  }

  private void tellFields(String schema, Schema object) {
    requireNonNullElse(object.getProperties(), Map.<String, Schema>of())
        .forEach((name, field) -> tell(glossary.field(schema, name), name, field, object));
  }

  private void tellOperations(String path, PathItem item) {
    item.getOperations().forEach((method, operation) -> tell(method.name(), path, operation));
  }

  private void tell(String method, String path, Operation operation) {
    Map<String, Object> said = glossary.operation(method + " " + path);
    text(said, "id").ifPresent(operation::setOperationId);
    @Nullable Object example = said.get("example");
    if (example != null && operation.getRequestBody() != null) {
      operation
          .getRequestBody()
          .getContent()
          .getMediaTypes()
          .values()
          .forEach(body -> body.setExample(example));
    }
    requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream()
        .filter(parameter -> parameter.getRef() == null)
        .forEach(
            parameter -> tell(glossary.parameter(method, path, parameter.getName()), parameter));
  }

  private static void tell(Map<String, Object> said, Parameter parameter) {
    text(said, "description").ifPresent(parameter::setDescription);
    Optional.ofNullable(said.get("example")).ifPresent(parameter::setExample);
    bound(said, parameter.getSchema());
  }

  private static void tell(Map<String, Object> said, String name, Schema field, Schema object) {
    text(said, "description").ifPresent(field::setDescription);
    Optional.ofNullable(said.get("example"))
        .ifPresent(example -> field.setExamples(List.of(example)));
    bound(said, field);
    if (said.containsKey("required")) {
      object.addRequired(name);
    }
  }

  /** What the domain enforces, which no annotation tells. */
  @SuppressWarnings("unchecked") // as the file is written
  private static void bound(Map<String, Object> said, Schema schema) {
    text(said, "format").ifPresent(schema::setFormat);
    text(said, "pattern").ifPresent(schema::setPattern);
    number(said, "minimum").map(BigDecimal::valueOf).ifPresent(schema::setMinimum);
    number(said, "maximum").map(BigDecimal::valueOf).ifPresent(schema::setMaximum);
    number(said, "minLength").ifPresent(schema::setMinLength);
    number(said, "maxLength").ifPresent(schema::setMaxLength);
    number(said, "minItems").ifPresent(schema::setMinItems);
    number(said, "maxItems").ifPresent(schema::setMaxItems);
    Optional.ofNullable(said.get("items"))
        .ifPresent(items -> bound((Map<String, Object>) items, schema.getItems()));
  }

  private static Optional<String> text(Map<String, Object> said, String name) {
    return Optional.ofNullable((String) said.get(name));
  }

  private static Optional<Integer> number(Map<String, Object> said, String name) {
    return Optional.ofNullable((Integer) said.get(name));
  }
}
