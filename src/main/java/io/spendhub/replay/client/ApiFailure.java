package io.spendhub.replay.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer that is no success. The message names the request and what the problem document says.
 */
public final class ApiFailure extends ReplayFailure {
  private static final long serialVersionUID = 1L;
  // A wrong clock or a proxy's mistake should not put the replay to sleep for hours.
  private static final long LONGEST_WAIT_SECONDS = 60;

  private final int status;
  private final String code;
  private final long retryAfterSeconds;

  private ApiFailure(String message, int status, String code, long retryAfterSeconds) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static ApiFailure of(HttpResponse<byte[]> answer) {
    long retryAfter =
        answer.headers().firstValue("Retry-After").map(ApiFailure::seconds).orElse(0L);
    JsonNode problem = Json.readOrEmpty(answer.body());
    return of(what(answer), answer.statusCode(), problem, retryAfter);
  }

  /**
   * One of the items of an answer that is a success as a whole.
   *
   * @param place from 0
   */
  static ApiFailure ofItem(HttpResponse<byte[]> answer, int place, JsonNode item) {
    String what = what(answer) + ", item " + (place + 1) + ",";
    return of(what, item.path("status").asInt(), item.path("problem"), 0);
  }

  private static String what(HttpResponse<byte[]> answer) {
    return answer.request().method() + " " + answer.uri().getPath();
  }

  private static ApiFailure of(String what, int status, JsonNode problem, long retryAfterSeconds) {
    StringBuilder message = new StringBuilder(what).append(" was answered by ").append(status);
    append(message, " ", problem.path("code"));
    append(message, ": ", problem.path("detail"));
    for (JsonNode field : problem.path("errors")) {
      append(message, " ", field.path("pointer"));
      append(message, ": ", field.path("detail"));
    }
    append(message, " Request id ", problem.path("requestId"));
    return new ApiFailure(
        message.toString(), status, problem.path("code").asText(), retryAfterSeconds);
  }

  public int status() {
    return status;
  }

  /** Whether the same request may succeed when it is sent again. */
  boolean temporary() {
    return status == 429
        || status == 503
        || (status == 409 && code.equals("idempotency_key_in_flight"));
  }

  Optional<Duration> retryAfter() {
    return retryAfterSeconds == 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Math.min(retryAfterSeconds, LONGEST_WAIT_SECONDS)));
  }

  private static void append(StringBuilder message, String before, JsonNode value) {
    if (value.isTextual()) {
      message.append(before).append(value.asText());
    }
  }

  /** The seconds of the header; its other form, a date, counts as none and leaves the backoff. */
  private static long seconds(String header) {
    return header.matches("[0-9]{1,9}") ? Long.parseLong(header) : 0;
  }
}
