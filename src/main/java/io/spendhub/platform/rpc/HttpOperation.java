package io.spendhub.platform.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.spendhub.shared.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import spendhub.v1.OperationProto;

/**
 * The operation of the HTTP API that a call is, as its {@code operation} in the proto file says.
 *
 * @param path with the names of fields in braces, and what its query always has
 * @param hasBody whether it takes a body: whether a request has fields that are not in the path
 */
record HttpOperation(HttpMethod method, String path, boolean hasBody) {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  /**
   * A request of the operation.
   *
   * @param body JSON; empty where the operation takes none
   */
  record Asked(HttpMethod method, String uri, Buffer body) {}

  /** Empty for a call that is no operation of the HTTP API. */
  static Optional<HttpOperation> of(MethodDescriptor call) {
    String text = call.getOptions().getExtension(OperationProto.operation);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int space = text.indexOf(' ');
    HttpMethod method = HttpMethod.valueOf(text.substring(0, space));
    String path = text.substring(space + 1);
    return Optional.of(new HttpOperation(method, path, hasBody(method, path, call.getInputType())));
  }

  private static boolean hasBody(HttpMethod method, String path, Descriptor request) {
    Set<String> inPath =
        VARIABLE
            .matcher(path)
            .results()
            .map(variable -> variable.group(1))
            .collect(Collectors.toSet());
    return !method.equals(HttpMethod.GET)
        && request.getFields().stream()
            .map(FieldDescriptor::getJsonName)
            .anyMatch(name -> !inPath.contains(name));
  }

  /**
   * What is asked by some fields.
   *
   * @throws Refusal 400 where a field is missing without which there is no path
   */
  Asked of(ObjectNode fields) {
    String filled = VARIABLE.matcher(path).replaceAll(variable -> inPath(variable, fields));
    if (method.equals(HttpMethod.GET)) {
      return new Asked(method, filled + query(fields), Buffer.buffer());
    }
    return new Asked(method, filled, hasBody ? Buffer.buffer(fields.toString()) : Buffer.buffer());
  }

  private static String inPath(MatchResult variable, ObjectNode fields) {
    JsonNode value = fields.remove(variable.group(1));
    if (value == null) {
      throw Refusal.invalidField("/" + variable.group(1), "required", "The field is required.");
    }
    return Matcher.quoteReplacement(encoded(value.asText()));
  }

  private String query(ObjectNode fields) {
    String given =
        fields.properties().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue().asText()))
            .collect(Collectors.joining("&"));
    return given.isEmpty() ? "" : (path.contains("?") ? "&" : "?") + given;
  }

  /** Form encoding but for the space, which is a plus in queries only. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
