package io.spendhub.platform.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.spendhub.testing.PostgresResource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class BodyTest {
  private static final String VALID =
      """
      {"name":"Fuel","amount":100,"currency":"GBP","count":1,"flag":true""";

  private static final String OVER_THE_LIMIT = " ".repeat(4 * 1024 * 1024);

  private static ValidatableResponse post(byte[] body) {
    return given().contentType("application/json").body(body).post("/v1/trials").then();
  }

  private static ValidatableResponse post(String body) {
    return post(body.getBytes(UTF_8));
  }

  private static String with(String member) {
    return VALID + "," + member + "}";
  }

  @Test
  void a_valid_body_is_answered_without_the_fields_it_left_out() {
    post(VALID + "}").statusCode(200).body("amount", equalTo(100)).body("$", not(hasKey("colour")));
  }

  @Test
  void timestamps_are_answered_in_utc_to_the_microsecond() {
    post(with("\"at\":\"2026-03-01T12:00:00.123456789+01:00\""))
        .statusCode(200)
        .body("at", equalTo("2026-03-01T11:00:00.123456Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/extra | unknown_field | \"extra\":1",
        "/a~1b~0c | unknown_field | \"a/b~c\":1",
        "/part/extra | unknown_field | \"part\":{\"amount\":1,\"extra\":1}",
        "/parts/1/extra | unknown_field | \"parts\":[{\"amount\":1},{\"amount\":1,\"extra\":1}]",
        "/part/amount | wrong_type | \"part\":{\"amount\":\"1\"}",
        "/part/amount | wrong_type | \"part\":{\"amount\":1.0}",
        "/part/amount | wrong_type | \"part\":{\"amount\":1e2}",
        "/part/amount | wrong_type | \"part\":{\"amount\":true}",
        "/part/amount | wrong_type | \"part\":{\"amount\":\"\"}",
        "/part/amount | wrong_type | \"part\":{\"amount\":[1]}",
        "/part/amount | wrong_type | \"part\":{\"amount\":{}}",
        "/part/amount | required | \"part\":{\"amount\":null}",
        "/part/amount | required | \"part\":{}",
        "/part/amount | out_of_range | \"part\":{\"amount\":0}",
        "/part/amount | out_of_range | \"part\":{\"amount\":-1}",
        "/part/amount | out_of_range | \"part\":{\"amount\":9223372036854775808}",
        "/parts/1/amount | out_of_range | \"parts\":[{\"amount\":1},{\"amount\":-9}]",
        "/parts | wrong_size | \"parts\":[{\"amount\":1},{\"amount\":1},{\"amount\":1},{\"amount\":1}]",
        "/parts | wrong_type | \"parts\":{}",
        "/parts | wrong_type | \"parts\":\"\"",
        "/part | wrong_type | \"part\":[]",
        "/part | wrong_type | \"part\":\"\"",
        "/part | wrong_type | \"part\":7",
        "/colour | unknown_value | \"colour\":\"BLUE\"",
        "/colour | unknown_value | \"colour\":\"red\"",
        "/colour | unknown_value | \"colour\":0",
        "/colour | unknown_value | \"colour\":\"\"",
        "/owner | wrong_format | \"owner\":\"1-1-1-1-1\"",
        "/owner | wrong_format | \"owner\":\"AAAAAAAAAAAAAAAAAAAAAA==\"",
        "/owner | wrong_format | \"owner\":\"\"",
        "/owner | wrong_type | \"owner\":5",
        "/at | wrong_format | \"at\":\"yesterday\"",
        "/at | wrong_format | \"at\":\"2026-02-30T00:00:00Z\"",
        "/at | wrong_format | \"at\":\"2026-03-01T00:00:00\"",
        "/at | wrong_format | \"at\":\"+99999-01-01T00:00:00Z\"",
        "/at | wrong_type | \"at\":1767225600",
        "/metadata/a~1b | too_long | \"metadata\":{\"a/b\":\"${501}\"}",
        "/metadata/k | card_number | \"metadata\":{\"k\":\"card 4111111111111111\"}",
        "/metadata/k | required | \"metadata\":{\"k\":null}",
        "/metadata/k | wrong_type | \"metadata\":{\"k\":1}",
        "/metadata/k | wrong_type | \"metadata\":{\"k\":{\"deep\":1}}",
        "/metadata/k | control_characters | \"metadata\":{\"k\":\"\\u0000\"}",
        "/metadata/k | control_characters | \"metadata\":{\"k\":\"\\ud800\"}",
        "/metadata | wrong_type | \"metadata\":[]",
      })
  void an_invalid_field_is_named(String pointer, String code, String member) {
    post(with(member.replace("${501}", "x".repeat(501))))
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("validation_failed"))
        .body("errors[0].pointer", equalTo(pointer))
        .body("errors[0].code", equalTo(code))
        .body("errors.size()", equalTo(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"name\":\"Fuel\" | \"name\":7 | /name | wrong_type",
        "\"name\":\"Fuel\" | \"name\":true | /name | wrong_type",
        "\"name\":\"Fuel\" | \"name\":null | /name | required",
        "\"name\":\"Fuel\" | \"name\":\" \" | /name | blank",
        "\"name\":\"Fuel\" | \"name\":\"\" | /name | blank",
        "\"name\":\"Fuel\" | \"name\":\"a\\tb\" | /name | control_characters",
        "\"name\":\"Fuel\" | \"name\":\"a\\u0085b\" | /name | control_characters",
        "\"name\":\"Fuel\" | \"name\":\"a\\udc00b\" | /name | control_characters",
        "\"name\":\"Fuel\" | \"name\":\"pan 4111111111111111!\" | /name | card_number",
        "\"name\":\"Fuel\" | \"name\":\"12345678901234567890123456789012345678901\" | /name | too_long",
        "\"currency\":\"GBP\" | \"currency\":\"gbp\" | /currency | unknown_currency",
        "\"currency\":\"GBP\" | \"currency\":\"XXX\" | /currency | unknown_currency",
        "\"currency\":\"GBP\" | \"currency\":\"\" | /currency | unknown_currency",
        "\"count\":1 | \"count\":null | /count | required",
        "\"count\":1 | \"count\":\"1\" | /count | wrong_type",
        "\"count\":1 | \"count\":1.5 | /count | wrong_type",
        "\"count\":1 | \"count\":2147483648 | /count | out_of_range",
        "\"count\":1, |  | /count | required",
        "\"flag\":true | \"flag\":\"true\" | /flag | wrong_type",
        "\"flag\":true | \"flag\":1 | /flag | wrong_type",
        "\"amount\":100, |  | /amount | required",
      })
  void a_field_of_the_wrong_kind_is_named(
      String valid, String invalid, String pointer, String code) {
    String body = (VALID + "}").replace(valid, invalid == null ? "" : invalid);
    assertThat(body).isNotEqualTo(VALID + "}");

    post(body)
        .statusCode(400)
        .body("code", equalTo("validation_failed"))
        .body("errors[0].pointer", equalTo(pointer))
        .body("errors[0].code", equalTo(code));
  }

  @Test
  void every_invalid_field_is_named_at_once() {
    post("{\"count\":1,\"flag\":true,\"part\":{}}")
        .statusCode(400)
        .body("errors.pointer.join(' ')", equalTo("/amount /currency /name /part/amount"));
  }

  @Test
  void text_outside_the_basic_plane_is_welcome() {
    post(with("\"metadata\":{\"k\":\"\uD83D\uDCB3\"}"))
        .statusCode(200)
        .body("metadata.k", equalTo("\uD83D\uDCB3"));
  }

  @Test
  void more_than_fifty_pairs_of_metadata_are_too_many() {
    post(with("\"metadata\":" + pairs(50))).statusCode(200);
    post(with("\"metadata\":" + pairs(51)))
        .statusCode(400)
        .body("errors[0].code", equalTo("too_many"));
  }

  @Test
  void metadata_has_as_many_bytes_as_are_kept_for_it() {
    String euros = "\u20ac".repeat(500);
    String most =
        "{\"a\":\"%1$s\",\"b\":\"%1$s\",\"c\":\"%1$s\",\"d\":\"%1$s\",\"e\":\"%1$s\",\"f\":\"%2$s\"}"
            .formatted(euros, "x".repeat(500));

    post(with("\"metadata\":" + most.replace("}", ",\"g\":\"" + "y".repeat(185) + "\"}")))
        .statusCode(200);
    post(with("\"metadata\":" + most.replace("}", ",\"g\":\"" + "y".repeat(186) + "\"}")))
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/metadata"))
        .body("errors[0].code", equalTo("too_long"));
  }

  private static String pairs(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"k" + i + "\":\"v\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"name\"",
        "{name:1}",
        "{'name':1}",
        "{\"name\":NaN}",
        "{\"name\":\"a\nb\"}",
        "[]",
        "null",
        "\"text\"",
        "7",
        "true",
        "<xml/>",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"part\":{\"amount\":1,\"amount\":2}}",
        "{\"name\":\"\\x\"}",
        "{\"amount\":01}",
        "{\"amount\":+1}",
        "{\"amount\":1111111111111111111111111111111111111111111111111111111111111111111}"
      })
  void what_is_not_one_json_object_is_malformed(String body) {
    post(body)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("malformed_json"))
        .body("$", not(hasKey("errors")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "x", "// comment", "]", "}", "\u0000"})
  void nothing_may_follow_the_object(String rest) {
    post(VALID + "} " + rest).statusCode(400).body("code", equalTo("malformed_json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n\t"})
  void an_empty_body_is_refused_where_one_is_required(String body) {
    post(body).statusCode(400).body("code", equalTo("body_required"));
  }

  /** Every element that is wrong costs far more than the few bytes that it takes to say it. */
  @Test
  void a_body_of_very_many_parts_is_malformed() {
    post(with("\"parts\":[" + "{},".repeat(1_000_000) + "{}]"))
        .statusCode(400)
        .body("code", equalTo("malformed_json"));
  }

  @Test
  void deep_nesting_is_malformed_wherever_it_stands() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    post(with("\"parts\":" + deep)).statusCode(400);
    post("{\"a\":".repeat(100_000)).statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ff", "c0 80", "ed a0 80", "e2 82", "f8 88 80 80 80", "80", "f4 90 80 80", "00"})
  void bad_utf_8_is_refused(String bytes) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write("{\"name\":\"a".getBytes(UTF_8));
    body.write(HexFormat.ofDelimiter(" ").parseHex(bytes));
    body.write("b\",\"amount\":1,\"currency\":\"GBP\",\"count\":1,\"flag\":true}".getBytes(UTF_8));

    post(body.toByteArray()).statusCode(400).contentType("application/problem+json");
  }

  @Test
  void a_name_of_a_field_that_is_no_text_is_shown_safely() {
    post(with("\"\\u0000\":1")).statusCode(400).body("errors[0].pointer", equalTo("/\uFFFD"));
    post(with("\"" + "k".repeat(5_000) + "\":1"))
        .statusCode(400)
        .body("errors[0].pointer.length()", equalTo(201));
  }

  @Test
  void other_encodings_than_utf_8_are_refused() {
    post((VALID + "}").getBytes(UTF_16)).statusCode(400).body("code", equalTo("malformed_json"));
    given()
        .header("Content-Type", "application/json; charset=iso-8859-1")
        .body((VALID + "}").getBytes(UTF_8))
        .post("/v1/trials")
        .then()
        .statusCode(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "rubbish",
        "/"
      })
  void another_content_type_is_unsupported(String contentType) {
    given()
        .noContentType()
        .header("Content-Type", contentType)
        .body((VALID + "}").getBytes(UTF_8))
        .post("/v1/trials")
        .then()
        .statusCode(415)
        .contentType("application/problem+json")
        .body("code", equalTo("unsupported_media_type"));
  }

  @Test
  void an_action_needs_no_body() {
    given()
        .post("/v1/trials/0198f5a0-0000-7000-8000-000000000000/freeze")
        .then()
        .statusCode(200)
        .body("status", equalTo("FROZEN"));
  }

  @Test
  void a_body_that_declares_to_be_over_the_limit_is_too_large() {
    post(VALID + "}" + OVER_THE_LIMIT)
        .statusCode(413)
        .contentType("application/problem+json")
        .body("code", equalTo("body_too_large"));
  }

  @Test
  void a_body_that_turns_out_to_be_over_the_limit_is_too_large() {
    given()
        .contentType("application/json")
        .body(new ByteArrayInputStream((VALID + "}" + OVER_THE_LIMIT).getBytes(UTF_8)))
        .post("/v1/trials")
        .then()
        .statusCode(413)
        .contentType("application/problem+json")
        .body("code", equalTo("body_too_large"));
  }
}
