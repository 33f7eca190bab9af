package io.spendhub.platform.http.description;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The API as the running service describes it, without resources that only exist to be tested. */
final class Described {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String DOCUMENT = "urn:spendhub:api";
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private static final String SCHEMAS = "/components/schemas/";

  private final JsonNode document;
  private final Map<String, JsonNode> operations;
  private final JsonSchemaFactory schemas;

  private Described(String document) {
    this.document = read(document);
    this.operations = operations(this.document);
    this.schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            factory -> factory.schemaLoaders(from -> from.schemas(Map.of(DOCUMENT, document))));
  }

  static Described byTheService() {
    return new Described(
        given().get("/q/openapi?format=json").then().statusCode(200).extract().asString());
  }

  static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(text, malformed);
    }
  }

  /** Each under its call, such as {@code GET /v1/wallets/{id}}. */
  Map<String, JsonNode> operations() {
    return operations;
  }

  private static Map<String, JsonNode> operations(JsonNode document) {
    Map<String, JsonNode> operations = new TreeMap<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
    operations.keySet().removeIf(call -> call.contains("/v1/trials"));
    return operations;
  }

  /** The operation of such a call, which has to exist. */
  JsonNode operation(String call) {
    return requireNonNull(operations.get(call), call);
  }

  /** The names of all schemas that such parts of the operations are made of. */
  SortedSet<String> schemasOf(List<JsonNode> parts) {
    SortedSet<String> names = new TreeSet<>();
    parts.forEach(part -> collect(part, names));
    return names;
  }

  private void collect(JsonNode node, SortedSet<String> names) {
    for (String reference : node.findValuesAsText("$ref")) {
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      if (!reference.contains(SCHEMAS) || names.add(name)) {
        collect(document.at(reference.substring(1)), names);
      }
    }
  }

  JsonNode schema(String name) {
    return document.at(SCHEMAS + name);
  }

  /** What a reference stands for; anything else is what it is. */
  JsonNode resolved(JsonNode schema) {
    if (schema.has("$ref")) {
      return resolved(document.at(schema.path("$ref").asText().substring(1)));
    }
    for (JsonNode alternative : schema.path("anyOf")) {
      if (!"null".equals(alternative.path("type").asText())) {
        return resolved(alternative);
      }
    }
    return schema;
  }

  /** What keeps a value from being what the schema at this place describes. */
  Iterable<ValidationMessage> faults(String place, JsonNode value) {
    JsonSchema schema = schemas.getSchema(SchemaLocation.of(DOCUMENT + "#" + place), STRICT);
    return schema.validate(value);
  }

  /** The place of the schema of a JSON body, which is described by reference. */
  static Optional<String> bodySchema(JsonNode described) {
    return Optional.of(described.at("/content/" + escaped("application/json") + "/schema/$ref"))
        .filter(JsonNode::isTextual)
        .map(reference -> reference.asText().substring(1));
  }

  private static String escaped(String name) {
    return JsonPointer.empty().appendProperty(name).toString().substring(1);
  }
}
