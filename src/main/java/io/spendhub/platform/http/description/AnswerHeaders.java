package io.spendhub.platform.http.description;

import static java.util.stream.Collectors.toSet;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Tells which headers successful answers carry: what PATCH can change comes with its {@code ETag},
 * what was made or begun with its {@code Location}, and what was done before under an
 * Idempotency-Key says so.
 */
final class AnswerHeaders {
  private static final String ETAG = "ETag";
  private static final String LOCATION = "Location";
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final String JSON = "application/json";

  private final OpenAPI document;
  private final Set<String> changeable;

  AnswerHeaders(OpenAPI document) {
    this.document = document;
    this.changeable =
        items()
            .map(PathItem::getPATCH)
            .filter(Objects::nonNull)
            .map(patch -> patch.getResponses().getAPIResponse("200"))
            .flatMap(AnswerHeaders::schema)
            .collect(toSet());
  }

  void apply() {
    document
        .getComponents()
        .addHeader(
            ETAG, header("The version of what PATCH can change, to give as If-Match.", "\"0\""))
        .addHeader(
            LOCATION,
            header("Where it is found.", "/v1/wallets/01a1f89b-2c10-77bd-9b0d-6225b0c20005"))
        .addHeader(
            REPLAYED, header("There if an earlier request with this key had the effect.", "true"));
    document.getPaths().getPathItems().forEach(this::tell);
  }

  private void tell(String path, PathItem item) {
    item.getOperations()
        .values()
        .forEach(
            operation ->
                operation
                    .getResponses()
                    .getAPIResponses()
                    .forEach((status, answer) -> tell(path, operation, status, answer)));
  }

  private void tell(String path, Operation operation, String status, APIResponse answer) {
    if (!status.startsWith("2")) {
      return;
    }
    boolean versioned =
        schema(answer).anyMatch(changeable::contains)
            || (status.equals("201") && isCollectionOfChangeable(path));
    if (versioned) {
      refer(answer, ETAG);
    }
    boolean made = status.equals("201") && (versioned || !takesKey(operation));
    if (made || status.equals("202")) {
      refer(answer, LOCATION);
    }
    if (takesKey(operation)) {
      refer(answer, REPLAYED);
    }
  }

  private boolean isCollectionOfChangeable(String path) {
    return document.getPaths().getPathItems().entrySet().stream()
        .filter(item -> item.getValue().getPATCH() != null)
        .anyMatch(item -> item.getKey().startsWith(path + "/{"));
  }

  private static boolean takesKey(Operation operation) {
    return operation.getParameters() != null
        && operation.getParameters().stream()
            .anyMatch(
                parameter ->
                    parameter.getRef() != null && parameter.getRef().endsWith("IdempotencyKey"));
  }

  private static void refer(APIResponse answer, String header) {
    answer.addHeader(header, OASFactory.createHeader().ref(header));
  }

  private static Header header(String description, String example) {
    return OASFactory.createHeader()
        .description(description)
        .schema(OASFactory.createSchema().addType(SchemaType.STRING))
        .example(example);
  }

  private Stream<PathItem> items() {
    return document.getPaths().getPathItems().values().stream();
  }

  private static Stream<String> schema(APIResponse answer) {
    return Stream.ofNullable(answer.getContent())
        .map(content -> content.getMediaTypes())
        .map(Map::entrySet)
        .flatMap(Set::stream)
        .filter(type -> type.getKey().equals(JSON))
        .map(type -> type.getValue().getSchema().getRef())
        .filter(Objects::nonNull);
  }
}
