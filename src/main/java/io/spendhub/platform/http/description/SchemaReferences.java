package io.spendhub.platform.http.description;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which schemas of a document are reached from where. */
final class SchemaReferences {
  private final OpenAPI document;
  private final Set<String> reached = new TreeSet<>();

  private SchemaReferences(OpenAPI document) {
    this.document = document;
  }

  /** The names of all schemas that bodies of requests may be made of. */
  static Set<String> ofRequests(OpenAPI document) {
    SchemaReferences references = new SchemaReferences(document);
    document.getPaths().getPathItems().values().stream()
        .flatMap(path -> path.getOperations().values().stream())
        .map(Operation::getRequestBody)
        .filter(Objects::nonNull)
        .forEach(body -> references.follow(body.getContent()));
    return references.reached;
  }

  /** The name of the schema that another refers to. */
  static String name(Schema reference) {
    return reference.getRef().substring(reference.getRef().lastIndexOf('/') + 1);
  }

  private void follow(Content content) {
    content.getMediaTypes().values().stream().map(MediaType::getSchema).forEach(this::follow);
  }

  private void follow(@Nullable Schema schema) {
    if (schema == null) {
      return;
    }
    if (schema.getRef() != null) {
      String name = name(schema);
      if (reached.add(name)) {
        follow(document.getComponents().getSchemas().get(name));
      }
    }
    Stream.of(
            orEmpty(schema.getProperties()).values(),
            orEmpty(schema.getAnyOf()),
            orEmpty(schema.getAllOf()),
            orEmpty(schema.getOneOf()))
        .flatMap(Collection::stream)
        .forEach(this::follow);
    follow(schema.getItems());
    follow(schema.getAdditionalPropertiesSchema());
  }

  private static <T> Collection<T> orEmpty(@Nullable Collection<T> some) {
    return some == null ? Set.of() : some;
  }

  private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> some) {
    return some == null ? Map.of() : some;
  }
}
