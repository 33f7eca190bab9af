package io.spendhub.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/**
 * What a service answered.
 *
 * @param retryAfter whether it said when to come again
 */
record Reply(int status, String body, boolean replayed, boolean retryAfter) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Reply of(HttpResponse<String> response) {
    return new Reply(
        response.statusCode(),
        response.body(),
        response.headers().firstValue("Idempotency-Replayed").isPresent(),
        response.headers().firstValue("Retry-After").isPresent());
  }

  boolean done() {
    return status == 201;
  }

  boolean approved() {
    return done() && text("decision").equals("APPROVED");
  }

  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(body, broken);
    }
  }

  /** A field of the body, which may be that of a nested object: {@code operation.kind}. */
  String text(String field) {
    return json().at("/" + field.replace('.', '/')).asText();
  }

  long number(String field) {
    return json().at("/" + field.replace('.', '/')).asLong();
  }

  String id() {
    return text("id");
  }
}
