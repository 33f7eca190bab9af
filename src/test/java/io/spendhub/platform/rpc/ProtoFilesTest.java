package io.spendhub.platform.rpc;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.rpc.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spendhub.v1.AuthorizePurchaseRequest;
import spendhub.v1.AuthorizePurchasesRequest;
import spendhub.v1.OperationProto;

/** The proto files say what the API description says, and what they said before. */
class ProtoFilesTest {
  private static final Path DESCRIPTION = Path.of("api/openapi.yaml");

  /** Calls and fields of the last release: {@code make release-protos} writes it. */
  private static final Path RELEASED = Path.of("api/proto/released.txt");

  /** The names that the contract gives them; others are named as their operations. */
  private static final Map<String, String> NAMES =
      Map.of(
          "GetByCode", "getVoucher",
          "Extract", "extractVoucher",
          "Validate", "validateVoucher",
          "Redeem", "redeemVoucher",
          "RollBack", "rollBackRedemption",
          "ListApplicable", "listVouchers");

  private static final Set<String> TAGS =
      Set.of("Wallets", "Cards", "Authorizations", "Vouchers", "Ledger", "Events");

  /** They take or make no JSON. */
  private static final Set<String> WITHOUT_CALL =
      Set.of("importVouchers", "exportVouchers", "getVoucherQrCode", "downloadJobCodes");

  private final JsonNode api = description();

  private static JsonNode description() {
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(DESCRIPTION.toFile());
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void what_was_released_stays() throws IOException {
    if (Boolean.getBoolean("spendhub.protos.release")) {
      Files.write(RELEASED, Protos.lines());
    }

    assertThat(Protos.lines()).containsAll(Files.readAllLines(RELEASED));
  }

  @Test
  void every_operation_has_a_call_of_its_name() {
    Set<String> calls =
        Protos.calls().stream()
            .filter(call -> HttpOperation.of(call).isPresent())
            .map(MethodDescriptor::getName)
            .map(name -> NAMES.getOrDefault(name, operationId(name)))
            .collect(toCollection(TreeSet::new));

    assertThat(calls).hasSizeGreaterThan(60).isEqualTo(operations());
  }

  private static String operationId(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (JsonNode path : api.path("paths")) {
      for (JsonNode operation : path) {
        String id = operation.path("operationId").asText();
        if (TAGS.contains(operation.path("tags").path(0).asText()) && !WITHOUT_CALL.contains(id)) {
          operations.add(id);
        }
      }
    }
    return operations;
  }

  @Test
  void every_call_has_the_fields_of_its_operation() {
    List<String> differences = new ArrayList<>();
    Set<Descriptor> seen = new HashSet<>();
    for (MethodDescriptor call : Protos.calls()) {
      String said = call.getOptions().getExtension(OperationProto.operation);
      if (!said.isEmpty()) {
        JsonNode operation = operation(said);
        assertThat(operation.path("operationId").asText())
            .isEqualTo(NAMES.getOrDefault(call.getName(), operationId(call.getName())));
        compare(call.getInputType(), asked(operation, said), seen, differences);
        compare(call.getOutputType(), answered(operation), seen, differences);
      }
    }
    assertThat(differences).isEmpty();
  }

  private JsonNode operation(String said) {
    String[] methodAndPath = said.split("[ ?]", 3);
    return api.path("paths").path(methodAndPath[1]).path(methodAndPath[0].toLowerCase(Locale.ROOT));
  }

  /** Path, query and body; but what the call itself says in the query, and nobody asks for. */
  private Map<String, JsonNode> asked(JsonNode operation, String said) {
    Map<String, JsonNode> fields = new TreeMap<>();
    operation.path("parameters").forEach(each -> parameter(each).ifPresent(fields::putAll));
    fields.putAll(properties(schema(operation.path("requestBody"))));
    if (said.contains("?")) {
      fields.keySet().retainAll(Set.of("holder", "shop", "cursor", "limit"));
    } else {
      fields.remove("applicable");
    }
    return fields;
  }

  private static Optional<Map<String, JsonNode>> parameter(JsonNode parameter) {
    return Set.of("path", "query").contains(parameter.path("in").asText())
        ? Optional.of(Map.of(parameter.path("name").asText(), parameter.path("schema")))
        : Optional.empty();
  }

  private Map<String, JsonNode> answered(JsonNode operation) {
    return StreamSupport.stream(operation.path("responses").properties().spliterator(), false)
        .filter(response -> response.getKey().startsWith("2"))
        .map(response -> properties(schema(response.getValue())))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode schema(JsonNode content) {
    return content.path("content").path("application/json").path("schema");
  }

  private Map<String, JsonNode> properties(JsonNode schema) {
    Map<String, JsonNode> properties = new TreeMap<>();
    resolved(schema)
        .path("properties")
        .properties()
        .forEach(property -> properties.put(property.getKey(), property.getValue()));
    return properties;
  }

  private JsonNode resolved(JsonNode schema) {
    if (schema.has("anyOf")) {
      return resolved(schema.path("anyOf").path(0));
    }
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : api.at(reference.substring(1));
  }

  private void compare(
      Descriptor message,
      Map<String, JsonNode> wanted,
      Set<Descriptor> seen,
      List<String> differences) {
    if (!seen.add(message)) {
      return;
    }
    Map<String, FieldDescriptor> fields = new TreeMap<>(JsonNames.of(message));
    fields.remove("updateMask");
    if (message.getName().equals("Event")) {
      fields.remove("cursor");
    }
    if (!fields.keySet().equals(wanted.keySet())) {
      differences.add(message.getName() + " " + fields.keySet() + " is not " + wanted.keySet());
      return;
    }
    fields.forEach(
        (name, field) -> {
          JsonNode schema = resolved(Objects.requireNonNull(wanted.get(name)));
          if (!kind(field).equals(kind(schema))) {
            differences.add(field.getFullName() + " is not a " + kind(schema));
          } else if (kind(field).endsWith("object")) {
            JsonNode element = field.isRepeated() ? schema.path("items") : schema;
            compare(field.getMessageType(), properties(element), seen, differences);
          }
        });
  }

  private static String kind(FieldDescriptor field) {
    if (field.isMapField()) {
      return "map";
    }
    String kind =
        switch (field.getJavaType()) {
          case STRING -> "string";
          case LONG, INT -> "integer";
          case BOOLEAN -> "boolean";
          case MESSAGE -> field.getMessageType().getName().equals("Timestamp") ? "time" : "object";
          default -> "another";
        };
    return (field.isRepeated() ? "many " : "") + kind;
  }

  private String kind(JsonNode schema) {
    JsonNode types = schema.path("type");
    String type = types.isArray() ? types.path(0).asText() : types.asText("string");
    return switch (type) {
      case "array" -> "many " + kind(resolved(schema.path("items")));
      case "object" ->
          schema.has("additionalProperties") && !schema.has("properties") ? "map" : type;
      case "string" -> schema.path("format").asText().equals("date-time") ? "time" : "string";
      default -> type;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT",
    "401, UNAUTHENTICATED",
    "403, PERMISSION_DENIED",
    "404, NOT_FOUND",
    "409, FAILED_PRECONDITION",
    "412, ABORTED",
    "413, INVALID_ARGUMENT",
    "422, FAILED_PRECONDITION",
    "428, FAILED_PRECONDITION",
    "429, RESOURCE_EXHAUSTED",
    "500, INTERNAL",
    "503, UNAVAILABLE"
  })
  void a_problem_has_the_code_that_the_contract_gives_its_status(int status, Code code) {
    assertThat(RpcProblems.code(status)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "/amount, amount",
    "/merchant/mcc, merchant.mcc",
    "/networkReference, network_reference",
    "/metadata/some Key~1x, metadata[some Key/x]",
    "/nobody/knows, nobody.knows"
  })
  void a_pointer_is_told_as_a_field(String pointer, String field) {
    Descriptor purchase = AuthorizePurchaseRequest.getDescriptor();
    assertThat(JsonNames.path(purchase, pointer)).isEqualTo(field);
    assertThat(JsonNames.path(AuthorizePurchasesRequest.getDescriptor(), "/items/3" + pointer))
        .startsWith("items[3].");
  }
}
