package io.spendhub.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spendhub.testing.PostgresResource;
import java.util.Map;
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
            assertThat(previewed).containsEntry(field, schema);
          }
        });
  }

  @Test
  void every_creation_says_whether_it_takes_an_idempotency_key() {
    Map<String, Map<String, Map<String, Object>>> paths = document().getMap("paths");

    assertThat(paths.entrySet().stream().filter(path -> creates(path) && !takesKey(path)))
        .extracting(Map.Entry::getKey)
        .as("what neither moves money nor takes a key: its answer holds a secret, or it is unique")
        .containsExactlyInAnyOrder("/v1/organizations", "/v1/api-keys", "/v1/teams/{id}/members");
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
