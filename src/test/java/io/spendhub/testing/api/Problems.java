package io.spendhub.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/** What the contract asks of every refusal. */
public final class Problems {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Problems() {}

  /** Asserts that a call was refused with this status and code. */
  public static JsonPath refused(Response answer, int status, String code) {
    JsonPath problem = refused(answer);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(problem.getString("code")).as(answer.asString()).isEqualTo(code);
    return problem;
  }

  /** Asserts that a call was refused with 400 for one field only. */
  public static void refusedField(Response answer, String pointer, String code) {
    JsonPath problem = refused(answer, 400, "validation_failed");
    assertThat(problem.getList("errors.pointer")).as(answer.asString()).containsExactly(pointer);
    assertThat(problem.getList("errors.code")).as(answer.asString()).containsExactly(code);
  }

  /** Asserts that it was the caller's fault, and that the answer is a whole problem. */
  public static JsonPath refused(Response answer) {
    String body = answer.asString();
    assertThat(answer.statusCode()).as(body).isBetween(400, 499);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    // Not by JsonPath, which compiles a script for each field that it reads.
    JsonNode problem = tree(body);
    assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
    assertThat(problem.path("code").asText()).matches("[a-z0-9_]+");
    assertThat(problem.path("requestId").asText())
        .isNotBlank()
        .isEqualTo(answer.header("X-Request-Id"));
    return answer.jsonPath();
  }

  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(body, broken);
    }
  }
}
