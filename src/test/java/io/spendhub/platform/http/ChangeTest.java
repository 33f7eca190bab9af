package io.spendhub.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.spendhub.testing.PostgresResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class ChangeTest {
  private static ValidatableResponse patch(RequestSpecification call, String body) {
    return call.contentType("application/json")
        .body(body)
        .patch("/v1/trials/0198f5a0-0000-7000-8000-000000000000")
        .then();
  }

  private static ValidatableResponse patch(String body) {
    return patch(given().header("If-Match", "\"3\""), body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | unchanged | 7",
        "{\"name\":\"new\"} | new | 7",
        "{\"limit\":null} | unchanged | none",
        "{\"limit\":9,\"name\":\"new\"} | new | 9",
      })
  void what_is_left_out_stays_and_null_clears(String body, String name, String limit) {
    patch(body).statusCode(200).body("name", equalTo(name)).body("limit", equalTo(limit));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":null} | /name | required",
        "{\"name\":\"far too long a name\"} | /name | too_long",
        "{\"name\":7} | /name | wrong_type",
        "{\"limit\":\"9\"} | /limit | wrong_type",
        "{\"limit\":9.5} | /limit | wrong_type",
        "{\"other\":1} | /other | unknown_field",
      })
  void a_changed_field_is_checked_like_any_other(String body, String pointer, String code) {
    patch(body)
        .statusCode(400)
        .body("errors[0].pointer", equalTo(pointer))
        .body("errors[0].code", equalTo(code));
  }

  @Test
  void a_change_must_name_its_version() {
    patch(given(), "{}").statusCode(428).body("code", equalTo("version_required"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "*", "\"2\", \"3\"", "\"a,b\" ,\"3\""})
  void a_change_of_this_version_goes_on(String ifMatch) {
    patch(given().header("If-Match", ifMatch), "{}").statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "W/\"3\"", "\"\"", "\"2\",\"4\"", "\"2,3\""})
  void a_change_of_another_version_is_stale(String ifMatch) {
    patch(given().header("If-Match", ifMatch), "{}")
        .statusCode(412)
        .body("code", equalTo("version_stale"));
  }

  @Test
  void a_long_list_of_versions_is_read_to_its_end() {
    patch(given().header("If-Match", "\"\",".repeat(2_000) + "\"3\""), "{}").statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "\"3", "*, \"3\"", "\"3\" \"4\"", "w/\"3\"", ","})
  void a_malformed_version_is_invalid(String ifMatch) {
    patch(given().header("If-Match", ifMatch), "{}")
        .statusCode(400)
        .body("errors[0].pointer", equalTo("If-Match"));
  }
}
