package io.spendhub.platform.http.problems;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spendhub.platform.sql.Primary;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.Until;
import io.spendhub.testing.api.Logged;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class ProblemTest {
  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @Inject
  Primary primary;

  @ParameterizedTest
  @EnumSource(Failures.class)
  void every_failure_is_answered_as_a_problem(Failures failure) {
    Response answer = given().get("/v1/trials/failures/" + failure);

    assertThat(answer.statusCode()).isEqualTo(failure.status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    answer
        .then()
        .body("type", equalTo("urn:spendhub:problem:" + failure.code))
        .body("title", not(equalTo("")))
        .body("status", equalTo(failure.status))
        .body("code", equalTo(failure.code))
        .body("instance", equalTo("/v1/trials/failures/" + failure))
        .body("requestId", equalTo(answer.header("X-Request-Id")))
        .body("$", not(hasKey("errors")));
    assertThat(answer.asString()).doesNotContain("secret-4711", "Exception", "at io.");
  }

  @ParameterizedTest
  @EnumSource(Failures.class)
  void what_can_be_tried_again_says_when(Failures failure) {
    String retryAfter = given().get("/v1/trials/failures/" + failure).header("Retry-After");

    if (failure.status == 429 || failure.status == 503) {
      assertThat(retryAfter).matches("[1-9][0-9]*");
    } else {
      assertThat(retryAfter).isNull();
    }
  }

  @Test
  void the_log_tells_the_place_of_a_failure_without_what_its_path_holds() {
    String log = Logged.during(() -> given().get("/v1/trials/failures/UNEXPECTED"));

    assertThat(log)
        .contains(Logged.ITS_OWN_LINE)
        .contains("GET /v1/trials/... failed")
        .doesNotContain("failures/UNEXPECTED");
  }

  @Test
  void a_transaction_that_took_longer_than_any_may_is_to_be_tried_again() {
    Throwable atItsEnd = failureAfterItsTime(() -> {});
    Throwable atAStatement = failureAfterItsTime(() -> primary.change("select 1"));

    assertThat(Fault.ofFailure(atItsEnd)).isEqualTo(Fault.unavailable());
    assertThat(Fault.ofFailure(atAStatement)).isEqualTo(Fault.unavailable());
  }

  private static Throwable failureAfterItsTime(Runnable work) {
    return catchThrowable(
        () ->
            QuarkusTransaction.requiringNew()
                .timeout(1)
                .run(
                    () -> {
                      Until.holds(() -> QuarkusTransaction.getStatus() == Status.STATUS_ROLLEDBACK);
                      work.run();
                    }));
  }

  @Test
  void the_table_has_every_kind_of_refusal() {
    assertThat(Arrays.stream(Failures.values()).map(Enum::name))
        .containsAll(Arrays.stream(Refusal.Kind.values()).map(Enum::name).toList());
  }

  @Test
  void an_unauthenticated_caller_is_told_how_to_authenticate() {
    given()
        .get("/v1/trials/failures/QUARKUS_UNAUTHORIZED")
        .then()
        .header("WWW-Authenticate", "Bearer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nothing",
        "/v1",
        "/v1/",
        "/v1/nothing",
        "/v1/trials/x/y/z",
        "/q/nothing",
        "/favicon.ico",
        "/v1/trials/not-a-uuid",
        "/v1/trials/0198f5a0-0000-7000-8000-00000000000000000000000000",
        "/v1/trials/%00",
        "/v1/trials/%0a",
        "/v1/trials/%c2%80",
        "/v1/trials/%f0%9f%92%b3",
        "/v1/trials/%ed%a0%80"
      })
  void an_unknown_path_is_not_found(String path) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("not_found"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | /v1/trials | GET, HEAD, OPTIONS, POST",
        "PUT | /v1/trials/0198f5a0-0000-7000-8000-000000000000 | GET, HEAD, OPTIONS, PATCH",
        "GET | /v1/trials/0198f5a0-0000-7000-8000-000000000000/freeze | OPTIONS, POST",
      })
  void an_unknown_method_is_answered_with_those_that_are_known(
      String method, String path, String allowed) {
    given()
        .request(method, path)
        .then()
        .statusCode(405)
        .contentType("application/problem+json")
        .header("Allow", allowed)
        .body("code", equalTo("method_not_allowed"));
  }

  @Test
  void head_answers_as_get_without_a_body() {
    Response head = given().head("/v1/trials/" + UUID.randomUUID());
    Response missing = given().head("/v1/nothing");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.asString()).isEmpty();
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.asString()).isEmpty();
  }

  @Test
  void options_names_the_methods() {
    assertThat(given().options("/v1/trials").header("Allow")).contains("GET").contains("POST");
  }

  @Test
  void other_origins_are_not_let_in() {
    Response answer = given().header("Origin", "https://elsewhere.example").get("/v1/trials");

    assertThat(answer.headers().hasHeaderWithName("Access-Control-Allow-Origin")).isFalse();
  }

  @Test
  void a_media_type_that_cannot_be_made_is_not_acceptable() {
    given()
        .accept("text/csv")
        .get("/v1/trials")
        .then()
        .statusCode(406)
        .contentType("application/problem+json")
        .body("code", equalTo("not_acceptable"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/problem+json", "text/html", "image/png, */*;q=0.1", "rubbish"})
  void a_problem_is_sent_whatever_is_accepted(String accept) {
    given()
        .header("Accept", accept)
        .get("/v1/nothing")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }
}
