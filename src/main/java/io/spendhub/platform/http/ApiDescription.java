package io.spendhub.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the OpenAPI document says of each path: its methods, their query parameters and scopes. The
 * document is written from the annotations at build time, so that a native image knows it too,
 * where asking the annotations themselves would need reflection. It is read when first needed.
 */
@Singleton
class ApiDescription {
  private static final Set<String> METHODS =
      Set.of("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE");

  /**
   * @param repeatable the parameters that may be given more than once
   * @param scopes of which the caller's key must have one
   */
  record Operation(Set<String> parameters, Set<String> repeatable, List<String> scopes) {}

  private final OpenApiDocumentService documents;
  private final ObjectMapper json;
  private volatile Optional<PathTree<Map<String, Operation>>> paths = Optional.empty();

  ApiDescription(OpenApiDocumentService documents, ObjectMapper json) {
    this.documents = documents;
    this.json = json;
  }

  /** The operation that the request calls; empty where the document does not describe it. */
  Optional<Operation> operation(RoutingContext request) {
    String method = request.request().method().name();
    Map<String, Operation> operations = operations(request);
    return Optional.ofNullable(operations.get("HEAD".equals(method) ? "GET" : method));
  }

  /** The methods that the request's path knows, in alphabetical order. */
  Set<String> methods(RoutingContext request) {
    Set<String> methods = new TreeSet<>(operations(request).keySet());
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    methods.add("OPTIONS");
    return methods;
  }

  private Map<String, Operation> operations(RoutingContext request) {
    return paths().find(request.normalizedPath()).orElse(Map.of());
  }

  private PathTree<Map<String, Operation>> paths() {
    if (paths.isEmpty()) {
      paths = Optional.of(read(document().path("paths")));
    }
    return paths.get();
  }

  private JsonNode document() {
    try {
      return json.readTree(
          documents.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static PathTree<Map<String, Operation>> read(JsonNode paths) {
    PathTree<Map<String, Operation>> tree = new PathTree<>();
    paths.properties().forEach(path -> tree.add(path.getKey(), operations(path.getValue())));
    return tree;
  }

  private static Map<String, Operation> operations(JsonNode path) {
    Map<String, Operation> operations = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : path.properties()) {
      String method = member.getKey().toUpperCase(Locale.ROOT);
      if (METHODS.contains(method)) {
        List<JsonNode> parameters = new ArrayList<>();
        path.path("parameters").forEach(parameters::add);
        member.getValue().path("parameters").forEach(parameters::add);
        operations.put(method, operation(parameters, scopes(member.getValue())));
      }
    }
    return operations;
  }

  private static List<String> scopes(JsonNode operation) {
    return operation.path("security").findValues("apiKey").stream()
        .map(scopes -> scopes.path(0).asText())
        .filter(scope -> !scope.isEmpty())
        .toList();
  }

  private static Operation operation(List<JsonNode> parameters, List<String> scopes) {
    Set<String> names = new HashSet<>();
    Set<String> repeatable = new HashSet<>();
    for (JsonNode parameter : parameters) {
      if ("query".equals(parameter.path("in").asText())) {
        names.add(parameter.path("name").asText());
        if ("array".equals(parameter.at("/schema/type").asText())) {
          repeatable.add(parameter.path("name").asText());
        }
      }
    }
    return new Operation(names, repeatable, scopes);
  }
}
