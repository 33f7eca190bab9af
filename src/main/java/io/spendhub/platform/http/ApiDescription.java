package io.spendhub.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import io.spendhub.platform.http.calls.PathTree;
import io.spendhub.platform.serving.Part;
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
 * What the OpenAPI document says of each path: its methods, their query parameters, scopes, the
 * media types of their answers, and the part of the service that they are of. The document is
 * written from the annotations at build time, so that a native image knows it too, where asking the
 * annotations themselves would need reflection. It is read when first needed.
 */
@Singleton
public class ApiDescription {
  private static final Set<String> METHODS =
      Set.of("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE");

  /**
   * @param id its name in the document
   * @param repeatable the parameters that may be given more than once
   * @param scopes of which the caller's key must have one
   * @param roles of which the caller must have one, who is a person
   * @param answers the media types of which one is answered; none where the answer has no body
   * @param part of the service that a process must serve to answer it
   */
  public record Operation(
      String id,
      Set<String> parameters,
      Set<String> repeatable,
      List<String> scopes,
      List<String> roles,
      Set<String> answers,
      Optional<Part> part) {}

  private final OpenApiDocumentService documents;
  private final ObjectMapper json;

  /**
   * By method, because paths are told apart within one: GET of {@code /v1/vouchers/extract} asks
   * for the voucher with that code, and only POST for what was scanned.
   */
  private volatile Optional<Map<String, PathTree<Operation>>> byMethod = Optional.empty();

  ApiDescription(OpenApiDocumentService documents, ObjectMapper json) {
    this.documents = documents;
    this.json = json;
  }

  /** The operation that the request calls; empty where the document does not describe it. */
  public Optional<Operation> operation(RoutingContext request) {
    String method = request.request().method().name();
    return Optional.ofNullable(byMethod().get("HEAD".equals(method) ? "GET" : method))
        .flatMap(paths -> paths.find(request.normalizedPath()));
  }

  /**
   * The methods that the request's path knows, in alphabetical order; none where the document does
   * not describe the path.
   */
  public Set<String> methods(RoutingContext request) {
    String path = request.normalizedPath();
    Set<String> methods = new TreeSet<>();
    byMethod()
        .forEach(
            (method, paths) -> {
              if (paths.find(path).isPresent()) {
                methods.add(method);
              }
            });
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    if (!methods.isEmpty()) {
      methods.add("OPTIONS");
    }
    return methods;
  }

  private Map<String, PathTree<Operation>> byMethod() {
    if (byMethod.isEmpty()) {
      byMethod = Optional.of(read(document().path("paths")));
    }
    return byMethod.get();
  }

  private JsonNode document() {
    try {
      return json.readTree(
          documents.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<String, PathTree<Operation>> read(JsonNode paths) {
    Map<String, PathTree<Operation>> byMethod = new HashMap<>();
    paths
        .properties()
        .forEach(
            path ->
                operations(path.getValue())
                    .forEach(
                        (method, operation) ->
                            byMethod
                                .computeIfAbsent(method, first -> new PathTree<>())
                                .add(path.getKey(), operation)));
    return byMethod;
  }

  private static Map<String, Operation> operations(JsonNode path) {
    Map<String, Operation> operations = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : path.properties()) {
      String method = member.getKey().toUpperCase(Locale.ROOT);
      if (METHODS.contains(method)) {
        List<JsonNode> parameters = new ArrayList<>();
        path.path("parameters").forEach(parameters::add);
        member.getValue().path("parameters").forEach(parameters::add);
        operations.put(method, operation(member.getValue(), parameters));
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

  private static List<String> roles(JsonNode operation) {
    List<String> roles = new ArrayList<>();
    operation
        .path("security")
        .findValues("person")
        .forEach(names -> names.forEach(name -> roles.add(name.asText())));
    return roles;
  }

  private static Set<String> answers(JsonNode operation) {
    Set<String> types = new HashSet<>();
    for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
      if (answer.getKey().startsWith("2")) {
        answer.getValue().path("content").fieldNames().forEachRemaining(types::add);
      }
    }
    return types;
  }

  private static Operation operation(JsonNode operation, List<JsonNode> parameters) {
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
    return new Operation(
        operation.path("operationId").asText(),
        names,
        repeatable,
        scopes(operation),
        roles(operation),
        answers(operation),
        Part.named(operation.path(OperationParts.EXTENSION).asText()));
  }
}
