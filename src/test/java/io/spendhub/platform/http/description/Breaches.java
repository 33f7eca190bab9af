package io.spendhub.platform.http.description;

import static io.spendhub.platform.http.description.Described.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Bodies that are valid but for one thing that the API description does not allow. */
final class Breaches {
  /**
   * A body and where it is wrong.
   *
   * @param pointer the JSON pointer of the field
   * @param what the bound that it breaks
   */
  record Breach(String pointer, String what, JsonNode body) {
    @Override
    public String toString() {
      return pointer + " breaks " + what + ": " + body.toPrettyString().lines().limit(40).toList();
    }
  }

  private static final Map<String, JsonNode> OTHER_TYPES =
      Map.of(
          "string", IntNode.valueOf(12),
          "integer", TextNode.valueOf("twelve"),
          "boolean", TextNode.valueOf("yes"),
          "array", TextNode.valueOf("one"),
          "object", TextNode.valueOf("one"));
  private static final Map<String, String> OTHER_FORMATS =
      Map.of("uuid", "12", "date-time", "yesterday", "email", "nobody", "iso-4217", "gbp");

  private final Described api;
  private final boolean nullIsAbsent;
  private final Set<JsonNode> within = new HashSet<>();

  /**
   * @param nullIsAbsent whether a null counts as a field that is left out, as it does everywhere
   *     but in the fields of a PATCH itself
   */
  Breaches(Described api, boolean nullIsAbsent) {
    this.api = api;
    this.nullIsAbsent = nullIsAbsent;
  }

  /** One body for each bound that a valid one keeps to. */
  List<Breach> of(JsonNode schema, JsonNode valid) {
    return ofObject("", api.resolved(schema), (ObjectNode) valid);
  }

  private List<Breach> ofObject(String at, JsonNode schema, ObjectNode valid) {
    List<Breach> breaches = new ArrayList<>();
    if (!within.add(schema)) {
      return breaches;
    }
    breaches.add(
        new Breach(at + "/unheardOf", "closed", with(valid, "unheardOf", TextNode.valueOf("x"))));
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (String name : required) {
      ObjectNode without = valid.deepCopy();
      without.remove(name);
      breaches.add(new Breach(at + "/" + name, "required", without));
    }
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              String name = field.getKey();
              JsonNode now = valid.has(name) ? valid.path(name) : example(field.getValue());
              for (Breach breach : ofValue(at + "/" + name, field.getValue(), now)) {
                breaches.add(
                    new Breach(breach.pointer(), breach.what(), with(valid, name, breach.body())));
              }
              if (mayNotBeNull(field.getValue())
                  && (required.contains(name) || (at.isEmpty() && !nullIsAbsent))) {
                breaches.add(
                    new Breach(at + "/" + name, "null", with(valid, name, NullNode.instance)));
              }
            });
    within.remove(schema);
    return breaches;
  }

  private static boolean mayNotBeNull(JsonNode field) {
    return !field.path("type").toString().contains("null") && !field.has("anyOf");
  }

  private static ObjectNode with(ObjectNode valid, String name, JsonNode value) {
    return valid.deepCopy().set(name, value);
  }

  private List<Breach> ofValue(String at, JsonNode field, JsonNode valid) {
    JsonNode schema = api.resolved(field);
    List<Breach> breaches = new ArrayList<>();
    String type = type(schema);
    breaches.add(new Breach(at, "type", OTHER_TYPES.getOrDefault(type, NullNode.instance)));
    switch (type) {
      case "string" ->
          texts(schema)
              .forEach((what, text) -> breaches.add(new Breach(at, what, TextNode.valueOf(text))));
      case "integer" ->
          numbers(schema).forEach((what, number) -> breaches.add(new Breach(at, what, number)));
      case "array" -> breaches.addAll(ofList(at, schema, valid));
      case "object" -> breaches.addAll(ofPairsOrObject(at, schema, valid));
      default -> {}
    }
    return breaches;
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.path(0).asText() : type.asText();
  }

  private static Map<String, String> texts(JsonNode schema) {
    Map<String, String> texts = new TreeMap<>();
    if (schema.has("enum")) {
      texts.put("enum", "UNHEARD_OF");
    }
    if (schema.has("pattern")) {
      texts.put("pattern", "\u0007");
    }
    if (schema.path("minLength").asInt() > 0) {
      texts.put("minLength", "A".repeat(schema.path("minLength").asInt() - 1));
    }
    if (schema.has("maxLength")) {
      texts.put("maxLength", "A".repeat(schema.path("maxLength").asInt() + 1));
    }
    Optional.ofNullable(OTHER_FORMATS.get(schema.path("format").asText()))
        .ifPresent(text -> texts.put("format", text));
    return texts;
  }

  private static Map<String, JsonNode> numbers(JsonNode schema) {
    Map<String, JsonNode> numbers = new TreeMap<>();
    numbers.put("integer", DoubleNode.valueOf(1.5));
    if (schema.has("minimum")) {
      numbers.put(
          "minimum", BigIntegerNode.valueOf(bound(schema, "minimum").subtract(BigInteger.ONE)));
    }
    if (schema.has("maximum")) {
      numbers.put("maximum", BigIntegerNode.valueOf(bound(schema, "maximum").add(BigInteger.ONE)));
    }
    return numbers;
  }

  private static BigInteger bound(JsonNode schema, String name) {
    return schema.path(name).bigIntegerValue();
  }

  private List<Breach> ofList(String at, JsonNode schema, JsonNode valid) {
    List<Breach> breaches = new ArrayList<>();
    JsonNode item = valid.isEmpty() ? example(schema.path("items")) : valid.path(0);
    if (schema.path("minItems").asInt() > 0) {
      breaches.add(new Breach(at, "minItems", JSON.createArrayNode()));
    }
    if (schema.has("maxItems")) {
      ArrayNode many = JSON.createArrayNode();
      for (int i = 0; i <= schema.path("maxItems").asInt(); i++) {
        many.add(item);
      }
      breaches.add(new Breach(at, "maxItems", many));
    }
    for (Breach breach : ofValue(at + "/0", schema.path("items"), item)) {
      breaches.add(
          new Breach(breach.pointer(), breach.what(), JSON.createArrayNode().add(breach.body())));
    }
    return breaches;
  }

  private List<Breach> ofPairsOrObject(String at, JsonNode schema, JsonNode valid) {
    if (schema.has("properties")) {
      return ofObject(at, schema, valid.isObject() ? (ObjectNode) valid : JSON.createObjectNode());
    }
    List<Breach> breaches = new ArrayList<>();
    ObjectNode many = JSON.createObjectNode();
    for (int i = 0; i <= schema.path("maxProperties").asInt(); i++) {
      many.put("name" + i, "value");
    }
    breaches.add(new Breach(at, "maxProperties", many));
    texts(schema.path("propertyNames"))
        .forEach(
            (what, name) ->
                breaches.add(new Breach(at, what, JSON.createObjectNode().put(name, "value"))));
    texts(schema.path("additionalProperties"))
        .forEach(
            (what, value) ->
                breaches.add(new Breach(at, what, JSON.createObjectNode().put("name", value))));
    breaches.add(new Breach(at, "text", JSON.createObjectNode().put("name", 12)));
    return breaches;
  }

  /** An example of its own, or else an object with the examples of what it needs. */
  private JsonNode example(JsonNode field) {
    if (field.has("examples")) {
      return field.path("examples").path(0);
    }
    JsonNode schema = api.resolved(field);
    if (schema.has("items")) {
      return JSON.createArrayNode().add(example(schema.path("items")));
    }
    ObjectNode object = JSON.createObjectNode();
    schema
        .path("required")
        .forEach(
            name ->
                object.set(name.asText(), example(schema.path("properties").path(name.asText()))));
    return object;
  }
}
