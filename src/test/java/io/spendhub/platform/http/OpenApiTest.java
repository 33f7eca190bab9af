package io.spendhub.platform.http;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spendhub.testing.PostgresResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class OpenApiTest {
  private static JsonPath document() {
    return given().get("/q/openapi?format=json").then().statusCode(200).extract().jsonPath();
  }

  @Test
  void every_operation_says_how_it_answers_errors() {
    JsonPath document = document();

    assertThat(document.getString("paths.'/v1/trials'.get.responses.default.'$ref'"))
        .isEqualTo("#/components/responses/Problem");
    assertThat(document.getMap("components.responses.Problem.content"))
        .containsOnlyKeys("application/problem+json");
    assertThat(document.getMap("components.schemas.Problem.properties"))
        .containsKeys("type", "status", "code", "requestId", "errors");
  }

  @Test
  void every_operation_has_a_summary_and_describes_each_of_its_answers() {
    assertThat(operations())
        .hasSizeGreaterThan(100)
        .allSatisfy(
            (call, operation) -> {
              assertThat(operation).as(call).containsKey("summary");
              assertThat(answers(operation).values())
                  .as(call)
                  .allMatch(
                      answer -> answer.containsKey("description") || answer.containsKey("$ref"));
            });
  }

  @Test
  void every_operation_tells_the_scope_that_it_needs() {
    assertThat(operations())
        .allSatisfy(
            (call, operation) ->
                assertThat(String.valueOf(operation.get("description"))).contains("Needs "));
    assertThat(operations().get("post /v1/wallets"))
        .containsEntry(
            "description",
            "Needs the scope `wallets:write`, or one of the roles OWNER, ADMIN, FINANCE.")
        .containsEntry(
            "security",
            List.of(
                Map.of("apiKey", List.of("wallets:write")),
                Map.of("person", List.of("OWNER", "ADMIN", "FINANCE"))));
    assertThat(operations().get("get /v1/wallets"))
        .containsEntry(
            "security",
            List.of(
                Map.of("apiKey", List.of("wallets:read")),
                Map.of("person", List.of("OWNER", "ADMIN", "FINANCE", "AUDITOR", "MEMBER"))));
    assertThat(operations().get("post /v1/organizations"))
        .containsEntry("description", "Needs the operator's key.");
    assertThat(operations().get("get /v1/vouchers"))
        .extracting("description")
        .asString()
        .contains(" Needs the scope `vouchers:read`, or one of the roles OWNER, ");
    assertThat(operations().get("post /v1/redemptions"))
        .containsEntry(
            "description",
            "Needs the scope `vouchers:write` or `vouchers:redeem`, or one of the roles OWNER,"
                + " ADMIN, FINANCE.")
        .containsEntry(
            "security",
            List.of(
                Map.of("apiKey", List.of("vouchers:write")),
                Map.of("apiKey", List.of("vouchers:redeem")),
                Map.of("person", List.of("OWNER", "ADMIN", "FINANCE"))));
  }

  @Test
  void a_limit_is_a_number_with_its_bounds_and_a_change_needs_its_version() {
    List<Map<String, Object>> parameters =
        operations().values().stream().flatMap(OpenApiTest::parameters).toList();

    assertThat(parameters)
        .filteredOn(parameter -> "limit".equals(parameter.get("name")))
        .hasSizeGreaterThan(10)
        .extracting(parameter -> parameter.get("schema"))
        .containsOnly(Map.of("type", "integer", "minimum", 1, "maximum", 200, "default", 50));
    assertThat(parameters)
        .filteredOn(parameter -> "If-Match".equals(parameter.get("name")))
        .hasSizeGreaterThan(5)
        .allSatisfy(parameter -> assertThat(parameter).containsEntry("required", true));
  }

  @Test
  void a_field_of_a_change_is_described_by_its_value() {
    JsonPath change = document().setRootPath("components.schemas.Change.properties");

    assertThat(change.getString("limit.format")).isEqualTo("int64");
    assertThat(change.getString("name.type")).contains("string");
  }

  @Test
  void a_preview_is_described_as_it_is_answered() {
    JsonPath document = document();
    Map<String, Object> made = document.getMap("components.schemas.AuthorizationView.properties");
    Map<String, Object> previewed = document.getMap("components.schemas.PreviewView.properties");

    assertThat(
            document.getString(
                "paths.'/v1/authorizations/preview'.post.responses.'200'.content"
                    + ".'application/json'.schema.'$ref'"))
        .isEqualTo("#/components/schemas/PreviewView");
    assertThat(previewed).containsKey("reasons").doesNotContainKeys("id", "operation");
    made.forEach(
        (field, schema) -> {
          if (!field.equals("id") && !field.equals("operation")) {
            assertThat(withoutWords(requireNonNull(previewed.get(field))))
                .isEqualTo(withoutWords(schema));
          }
        });
  }

  private static Map<?, ?> withoutWords(Object schema) {
    Map<?, ?> type = new TreeMap<>((Map<?, ?>) schema);
    type.remove("description");
    type.remove("examples");
    return type;
  }

  @Test
  void every_creation_says_whether_it_takes_an_idempotency_key() {
    Map<String, Map<String, Map<String, Object>>> paths = document().getMap("paths");

    assertThat(paths.entrySet().stream().filter(path -> creates(path) && !takesKey(path)))
        .extracting(Map.Entry::getKey)
        .as("what neither moves money nor takes a key: its answer holds a secret, or it is unique")
        .containsExactlyInAnyOrder(
            "/v1/organizations",
            "/v1/api-keys",
            "/v1/api-keys/{id}/rotate",
            "/v1/teams/{id}/members",
            "/v1/webhooks");
    assertThat(paths.entrySet().stream().filter(path -> creates(path) && takesKey(path)))
        .hasSizeGreaterThan(10);
  }

  @Test
  void the_idempotency_key_is_required_where_money_moves() {
    JsonPath document = document();

    assertThat(document.getString("paths.'/v1/transfers'.post.parameters[0].'$ref'"))
        .isEqualTo("#/components/parameters/IdempotencyKey");
    assertThat(document.getBoolean("components.parameters.IdempotencyKey.required")).isTrue();
    assertThat(document.getBoolean("components.parameters.OptionalIdempotencyKey.required"))
        .isFalse();
  }

  /** Each under its method and path, without those of resources that only exist to be tested. */
  private static Map<String, Map<String, Object>> operations() {
    Map<String, Map<String, Map<String, Object>>> paths = document().getMap("paths");
    Map<String, Map<String, Object>> operations = new TreeMap<>();
    paths.forEach(
        (path, item) ->
            item.forEach((method, operation) -> operations.put(method + " " + path, operation)));
    operations.keySet().removeIf(call -> call.contains("/v1/trials"));
    return operations;
  }

  @SuppressWarnings("unchecked") // as OpenAPI has it
  private static Map<String, Map<String, Object>> answers(Map<String, Object> operation) {
    return (Map<String, Map<String, Object>>) operation.getOrDefault("responses", Map.of());
  }

  @SuppressWarnings("unchecked") // as OpenAPI has it
  private static Stream<Map<String, Object>> parameters(Map<String, Object> operation) {
    return ((List<Map<String, Object>>) operation.getOrDefault("parameters", List.of())).stream();
  }

  private static boolean creates(Map.Entry<String, Map<String, Map<String, Object>>> path) {
    return String.valueOf(post(path).get("responses")).contains("201=");
  }

  private static boolean takesKey(Map.Entry<String, Map<String, Map<String, Object>>> path) {
    return String.valueOf(post(path).get("parameters")).contains("IdempotencyKey");
  }

  private static Map<String, Object> post(
      Map.Entry<String, Map<String, Map<String, Object>>> path) {
    return path.getValue().getOrDefault("post", Map.of());
  }
}
