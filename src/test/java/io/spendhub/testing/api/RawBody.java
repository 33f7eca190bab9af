package io.spendhub.testing.api;

import static io.restassured.RestAssured.given;
import static io.spendhub.testing.api.Problems.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;

/** Bodies of those who keep to no rule: written by hand, and sent byte for byte. */
public final class RawBody {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_SHOWN = 300;

  private RawBody() {}

  public static String text(Map<String, Object> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** A body with one field more, or another value for one, written as it stands here. */
  public static String with(Map<String, Object> body, String field, String json) {
    Map<String, Object> rest = Body.without(body, field);
    String others = rest.isEmpty() ? "" : "," + text(rest).substring(1, text(rest).length() - 1);
    return "{\"" + field + "\":" + json + others + "}";
  }

  /** The answer to a body, under a key of its own. */
  public static Response send(Spending caller, String path, String type, byte[] body) {
    return given()
        .header("Authorization", "Bearer " + caller.tenant().secret())
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .header("Content-Type", type)
        .body(body)
        .post(path);
  }

  public static void assertBadRequest(Spending caller, String path, String json) {
    assertRefused(400, send(caller, path, "application/json", json.getBytes(UTF_8)), json);
  }

  /** A clear refusal, in which neither a card number nor anything of the inside stands. */
  public static void assertRefused(int status, Response answer, String sent) {
    String shown = sent.length() > LONGEST_SHOWN ? sent.substring(0, LONGEST_SHOWN) : sent;
    assertThat(answer.statusCode()).as(shown + " -> " + answer.asString()).isEqualTo(status);
    refused(answer);
    assertThat(answer.asString()).doesNotContain("4111111111111111", "Exception", "io.spendhub");
  }
}
