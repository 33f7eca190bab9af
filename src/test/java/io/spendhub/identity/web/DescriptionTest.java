package io.spendhub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.spendhub.testing.PostgresResource;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class DescriptionTest {

  @ParameterizedTest
  @CsvSource({
    "/v1/organizations, post",
    "/v1/users, post",
    "/v1/users/{id}, patch",
    "/v1/teams, get",
    "/v1/teams/{id}/members/{userId}, delete",
    "/v1/api-keys, post"
  })
  void the_description_says_what_a_call_does_and_that_it_needs_a_key(String path, String method) {
    JsonPath description = RestAssured.get("/q/openapi?format=json").jsonPath();
    Map<String, Object> operation = description.get("paths.'" + path + "'." + method);

    assertThat(operation)
        .containsKeys("summary", "tags")
        .extractingByKey("security", LIST)
        .first(MAP)
        .containsOnlyKeys("apiKey");
    assertThat(description.getString("components.securitySchemes.apiKey.scheme"))
        .isEqualTo("bearer");
  }
}
