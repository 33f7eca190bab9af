package io.spendhub.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class QueryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?limit=200",
        "?tag=a&tag=b",
        "?owner=0198f5a0-0000-7000-8000-000000000000&colour=RED"
      })
  void known_parameters_are_understood(String query) {
    given().urlEncodingEnabled(false).get("/v1/trials" + query).then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "?Limit=1, unknown_parameter, Limit",
    "?limit=1&extra=1, unknown_parameter, extra",
    "?extra, unknown_parameter, extra",
    "?limit=1&limit=2, repeated_parameter, limit",
    "?limit=0, validation_failed, limit",
    "?limit=201, validation_failed, limit",
    "?limit=1.5, validation_failed, limit",
    "?limit=, empty_parameter, limit",
    "?owner, empty_parameter, owner",
    "?limit=99999999999, validation_failed, limit",
    "?owner=x, validation_failed, owner",
    "?owner=0198f5a0-0000-7000-8000-00000000000000000000000000, validation_failed, owner",
    "?colour=BLUE, validation_failed, colour",
  })
  void a_bad_parameter_is_named(String query, String code, String name) {
    given()
        .urlEncodingEnabled(false)
        .get("/v1/trials" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("errors[0].pointer", equalTo(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "not base64!", "AA", "MDE5OGY1YTAtMDAwMC0", "_w"})
  void a_cursor_that_was_not_given_out_here_is_refused(String cursor) {
    given()
        .queryParam("cursor", cursor)
        .get("/v1/trials")
        .then()
        .statusCode(400)
        .body("errors[0].code", equalTo("invalid_cursor"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?cursor=%00", "?tag=a%0Ab", "?tag=%7f", "?%00=1", "?tag=%C2%85"})
  void control_characters_are_refused(String query) {
    given()
        .urlEncodingEnabled(false)
        .get("/v1/trials" + query)
        .then()
        .statusCode(400)
        .body("code", equalTo("control_characters"));
  }

  @Test
  void commands_take_no_unknown_parameters_either() {
    given()
        .post("/v1/trials/0198f5a0-0000-7000-8000-000000000000/freeze?force=true")
        .then()
        .statusCode(400)
        .body("code", equalTo("unknown_parameter"));
  }
}
