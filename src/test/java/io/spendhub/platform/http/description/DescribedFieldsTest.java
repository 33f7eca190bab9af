package io.spendhub.platform.http.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class DescribedFieldsTest {
  @Test
  void every_field_says_what_it_is_with_an_example_that_is_valid() {
    Described api = Described.byTheService();
    Map<String, JsonNode> fields = fields(api);

    assertThat(fields).hasSizeGreaterThan(600);
    assertSoftly(
        softly ->
            fields.forEach(
                (name, field) -> {
                  softly.assertThat(field.path("description").asText()).as(name).isNotBlank();
                  softly
                      .assertThat(field.has("examples") || hasFields(api, field))
                      .as(name)
                      .isTrue();
                  field
                      .path("examples")
                      .forEach(
                          example ->
                              softly
                                  .assertThat(api.faults(place(name), example))
                                  .as(name)
                                  .isEmpty());
                }));
  }

  private static boolean hasFields(Described api, JsonNode field) {
    JsonNode schema = api.resolved(field);
    return schema.has("properties")
        || (schema.has("items") && hasFields(api, schema.path("items")));
  }

  @Test
  void every_parameter_says_what_it_is_with_an_example() {
    assertThat(Described.byTheService().operations())
        .allSatisfy(
            (call, operation) ->
                assertThat(operation.path("parameters"))
                    .as(call)
                    .allMatch(
                        parameter ->
                            parameter.has("$ref")
                                || (parameter.has("description")
                                    && (parameter.has("example")
                                        || parameter.path("schema").has("default")))));
  }

  @Test
  void nothing_is_explained_that_is_not_there() {
    Described api = Described.byTheService();
    Glossary glossary = Glossary.read();
    Set<Map<String, Object>> used = new HashSet<>();
    fields(api).keySet().forEach(name -> used.add(glossary.field(schema(name), field(name))));
    api.operations()
        .forEach(
            (call, operation) -> {
              used.add(glossary.operation(call));
              int space = call.indexOf(' ');
              operation
                  .path("parameters")
                  .forEach(
                      parameter ->
                          used.add(
                              glossary.parameter(
                                  call.substring(0, space),
                                  call.substring(space + 1),
                                  parameter.path("name").asText())));
            });

    assertThat(glossary.entries()).allSatisfy((name, entry) -> assertThat(used).contains(entry));
  }

  @Test
  void every_operation_has_an_id_of_its_own_that_begins_with_a_verb() {
    List<String> ids = new ArrayList<>();
    Described.byTheService()
        .operations()
        .forEach((call, operation) -> ids.add(operation.path("operationId").asText(call)));

    assertThat(ids)
        .hasSizeGreaterThan(100)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z]+([A-Z][a-z]+)+"));
  }

  @Test
  void requests_are_closed_and_null_only_clears_a_field_of_a_change() {
    Described api = Described.byTheService();
    List<JsonNode> bodies = new ArrayList<>();
    api.operations().values().forEach(operation -> bodies.add(operation.path("requestBody")));

    assertThat(api.schemasOf(bodies))
        .hasSizeGreaterThan(40)
        .allSatisfy(
            name -> {
              JsonNode schema = api.schema(name);
              assertThat(schema.has("enum") || closed(schema)).as(name).isTrue();
              assertThat(name.startsWith("Change") || !schema.toString().contains("\"null\""))
                  .as(name)
                  .isTrue();
            });
  }

  private static boolean closed(JsonNode object) {
    return object.path("additionalProperties").isBoolean()
        && !object.path("additionalProperties").booleanValue();
  }

  @Test
  void an_answer_has_no_nulls_and_says_what_is_always_there() {
    Described api = Described.byTheService();
    JsonNode card = api.schema("CardView");

    assertThat(card.path("required").toString()).contains("\"id\"", "\"status\"", "\"limits\"");
    assertThat(card.path("required").toString()).doesNotContain("\"memo\"", "\"tokenRef\"");
    Map<String, JsonNode> answered = fields(api);
    answered.keySet().removeIf(name -> name.startsWith("Change"));
    assertThat(answered)
        .allSatisfy((name, field) -> assertThat(field.toString()).doesNotContain("\"null\""));
  }

  @Test
  void every_error_is_described_by_a_problem() {
    assertThat(Described.byTheService().operations())
        .allSatisfy(
            (call, operation) ->
                operation
                    .path("responses")
                    .properties()
                    .forEach(
                        answer ->
                            assertThat(
                                    answer.getKey().startsWith("2")
                                        || answer
                                            .getValue()
                                            .path("$ref")
                                            .asText()
                                            .contains("/Problem"))
                                .as(call + " " + answer.getKey())
                                .isTrue()));
  }

  /** All that operations take and answer, each under its schema and its name. */
  private static Map<String, JsonNode> fields(Described api) {
    Map<String, JsonNode> fields = new TreeMap<>();
    api.schemasOf(List.copyOf(api.operations().values()))
        .forEach(
            schema ->
                api.schema(schema)
                    .path("properties")
                    .properties()
                    .forEach(field -> fields.put(schema + "." + field.getKey(), field.getValue())));
    return fields;
  }

  private static String place(String name) {
    return "/components/schemas/" + schema(name) + "/properties/" + field(name);
  }

  private static String schema(String name) {
    return name.substring(0, name.indexOf('.'));
  }

  private static String field(String name) {
    return name.substring(name.indexOf('.') + 1);
  }
}
