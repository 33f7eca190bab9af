package io.spendhub.platform.http.calls;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.testing.PostgresResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class RequestIdentityTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/trials/seen",
        "/q/health",
        "/q/openapi",
        "/q/metrics",
        "/nothing",
        "/v1/trials/failures/UNEXPECTED",
        "/v1/trials/%00"
      })
  void every_answer_bears_the_callers_id(String path) {
    Response answer =
        given().urlEncodingEnabled(false).header("X-Request-Id", "order-7/~!").get(path);

    assertThat(answer.header("X-Request-Id")).isEqualTo("order-7/~!");
    assertThat(answer.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  }

  @Test
  void ids_of_up_to_128_characters_are_taken() {
    String longest = "x".repeat(128);

    given()
        .header("X-Request-Id", longest)
        .get("/v1/trials/seen")
        .then()
        .header("X-Request-Id", longest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "caf\u00e9", "tab\tinside"})
  void an_id_that_is_not_visible_ascii_is_replaced(String given) {
    assertThat(idFor(given)).isNotEqualTo(given).matches("[0-9a-f-]{36}");
  }

  @Test
  void an_id_that_is_too_long_is_replaced() {
    assertThat(idFor("x".repeat(129))).matches("[0-9a-f-]{36}");
  }

  /** It stands in logs, events and answers, and these hold no card numbers. */
  @ParameterizedTest
  @ValueSource(strings = {"4111111111111111", "order-4111111111111111", "378282246310005/7"})
  void an_id_that_holds_a_card_number_is_replaced(String given) {
    assertThat(idFor(given)).matches("[0-9a-f-]{36}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4111111111111112", "4111-1111-1111-1111", "41111111111111110000"})
  void an_id_of_other_digits_is_taken(String given) {
    assertThat(idFor(given)).isEqualTo(given);
  }

  @Test
  void an_id_is_made_for_each_request_without_one() {
    String first = given().get("/v1/trials/seen").header("X-Request-Id");
    String second = given().get("/v1/trials/seen").header("X-Request-Id");

    assertThat(first).matches("[0-9a-f-]{36}").isNotEqualTo(second);
  }

  @Test
  void the_resource_and_its_log_lines_know_the_id_on_a_virtual_thread() {
    Response answer =
        given()
            .header("X-Request-Id", "order-7")
            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
            .get("/v1/trials/seen");

    answer
        .then()
        .body("thread", equalTo("virtual"))
        .body("requestId", equalTo("order-7"))
        .body("logged", equalTo("order-7"))
        .body("traceId", equalTo(TRACE))
        .body("traceparent", equalTo(answer.header("traceparent")));
  }

  @Test
  void a_trace_is_continued_with_a_span_of_our_own() {
    String continued = traceFor("00-" + TRACE + "-00f067aa0ba902b7-01");

    assertThat(continued).startsWith("00-" + TRACE + "-").endsWith("-01");
    assertThat(continued).doesNotContain("00f067aa0ba902b7");
  }

  @Test
  void a_later_version_of_the_header_is_read_as_far_as_it_is_known() {
    assertThat(traceFor("01-" + TRACE + "-00f067aa0ba902b7-01-more"))
        .startsWith("00-" + TRACE + "-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rubbish",
        "00-" + TRACE + "-00f067aa0ba902b7",
        "00-" + TRACE + "-00f067aa0ba902b7-01-more",
        "ff-" + TRACE + "-00f067aa0ba902b7-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-a4111111111111111aaaaaaaaaaaaaaa-00f067aa0ba902b7-01"
      })
  void an_invalid_trace_is_replaced(String header) {
    assertThat(traceFor(header))
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
        .doesNotContainIgnoringCase(TRACE)
        .doesNotContain("4111111111111111");
  }

  private static String idFor(String given) {
    return given().header("X-Request-Id", given).get("/v1/trials/seen").header("X-Request-Id");
  }

  private static String traceFor(String header) {
    return given().header("traceparent", header).get("/v1/trials/seen").header("traceparent");
  }
}
