package io.spendhub.replay.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The public API over HTTP with one key. What may succeed later (429, 503, a key in flight, a lost
 * connection) is sent again with the same idempotency key; any other failure is thrown.
 */
public final class Api {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final int LARGEST_PAGE = 200;

  private final HttpClient http;
  private final String service;
  private final String authorization;
  private final Backoff backoff;

  public Api(HttpClient http, URI service, String bearer, Backoff backoff) {
    this.http = http;
    this.service = service.toString().replaceAll("/+$", "");
    this.authorization = "Bearer " + bearer;
    this.backoff = backoff;
  }

  public JsonNode get(String path) {
    return json(answer(request(path).GET().build()));
  }

  /** Hands over every element of a list, all its pages through. */
  public void each(String list, Consumer<JsonNode> element) {
    String first = list + (list.contains("?") ? "&" : "?") + "limit=" + LARGEST_PAGE;
    String path = first;
    while (true) {
      JsonNode page = get(path);
      page.path("data").forEach(element);
      JsonNode cursor = page.path("nextCursor");
      if (!cursor.isTextual()) {
        return;
      }
      path = first + "&cursor=" + URLEncoder.encode(cursor.asText(), UTF_8);
    }
  }

  /** A command that happens once per idempotency key, however often it is sent. */
  public JsonNode post(String path, String idempotencyKey, ObjectNode body) {
    return json(answer(command(path, body).header("Idempotency-Key", idempotencyKey).build()));
  }

  /** As {@link #post(String, String, ObjectNode)}, where only the success matters. */
  public void tell(String path, String idempotencyKey, ObjectNode body) {
    answer(command(path, body).header("Idempotency-Key", idempotencyKey).build());
  }

  /** An action, which changes nothing if it is done already. */
  public void act(String path) {
    answer(request(path).POST(BodyPublishers.noBody()).build());
  }

  /** The one command without a key: only an organization has keys, and there is none yet. */
  public JsonNode post(String path, ObjectNode body) {
    return json(answer(command(path, body).build()));
  }

  private HttpRequest.Builder command(String path, ObjectNode body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(Json.bytes(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(service + path))
        .header("Authorization", authorization)
        .timeout(ANSWER_TIMEOUT);
  }

  private HttpResponse<byte[]> answer(HttpRequest request) {
    for (int attempt = 0; ; attempt++) {
      Duration pause = backoff.after(attempt);
      ReplayFailure failure;
      try {
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 == 2) {
          return answer;
        }
        ApiFailure refused = ApiFailure.of(answer);
        if (!refused.temporary()) {
          throw refused;
        }
        pause = refused.retryAfter().orElse(pause);
        failure = refused;
      } catch (IOException lost) {
        failure = new ReplayFailure("No answer from " + service + " (" + lost + ").", lost);
      } catch (InterruptedException interrupted) {
        throw Stopped.by(interrupted);
      }
      if (attempt + 1 >= backoff.attempts()) {
        throw failure;
      }
      Stopped.sleep(pause);
    }
  }

  private static JsonNode json(HttpResponse<byte[]> answer) {
    try {
      return Json.read(answer.body());
    } catch (IOException notJson) {
      throw new ReplayFailure(answer.uri() + " did not answer JSON.", notJson);
    }
  }
}
