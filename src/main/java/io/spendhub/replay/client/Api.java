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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

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
  private final Semaphore places;

  /**
   * Makes a caller of a service.
   *
   * @param inFlight how many requests wait for their answers at once, those that are sent again
   *     included; others wait for their turn
   */
  public Api(HttpClient http, URI service, String bearer, Backoff backoff, int inFlight) {
    this.http = http;
    this.places = new Semaphore(inFlight, true);
    this.service = service.toString().replaceAll("/+$", "");
    this.authorization = "Bearer " + bearer;
    this.backoff = backoff;
  }

  public JsonNode get(String path) {
    return answer(request(path).GET().build(), Api::json);
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
    return answer(keyed(path, idempotencyKey, body), Api::json);
  }

  /** As {@link #post(String, String, ObjectNode)}, where only the success matters. */
  public void tell(String path, String idempotencyKey, ObjectNode body) {
    answer(keyed(path, idempotencyKey, body), Function.identity());
  }

  /**
   * A call of many commands, each of which succeeds or fails for itself. It is sent again as long
   * as one of them may succeed later, and one that fails otherwise fails them all.
   *
   * @return what each was answered, in their order
   */
  public JsonNode postItems(String path, String idempotencyKey, ObjectNode body) {
    return answer(keyed(path, idempotencyKey, body), Api::items);
  }

  /** An action, which changes nothing if it is done already. */
  public void act(String path) {
    answer(request(path).POST(BodyPublishers.noBody()).build(), Function.identity());
  }

  /** The one command without a key: only an organization has keys, and there is none yet. */
  public JsonNode post(String path, ObjectNode body) {
    return answer(command(path, body).build(), Api::json);
  }

  private HttpRequest keyed(String path, String idempotencyKey, ObjectNode body) {
    return command(path, body).header("Idempotency-Key", idempotencyKey).build();
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

  private <T> T answer(HttpRequest request, Function<HttpResponse<byte[]>, T> reading) {
    try {
      places.acquire();
    } catch (InterruptedException interrupted) {
      throw Stopped.by(interrupted);
    }
    try {
      return patiently(request, reading);
    } finally {
      places.release();
    }
  }

  private <T> T patiently(HttpRequest request, Function<HttpResponse<byte[]>, T> reading) {
    for (int attempt = 0; ; attempt++) {
      Duration pause = backoff.after(attempt);
      ReplayFailure failure;
      try {
        return reading.apply(success(http.send(request, BodyHandlers.ofByteArray())));
      } catch (ApiFailure refused) {
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

  private static HttpResponse<byte[]> success(HttpResponse<byte[]> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw ApiFailure.of(answer);
    }
    return answer;
  }

  private static JsonNode json(HttpResponse<byte[]> answer) {
    try {
      return Json.read(answer.body());
    } catch (IOException notJson) {
      throw new ReplayFailure(answer.uri() + " did not answer JSON.", notJson);
    }
  }

  /** What fails for good counts before what may succeed later. */
  private static JsonNode items(HttpResponse<byte[]> answer) {
    JsonNode items = json(answer).path("items");
    List<ApiFailure> failures = new ArrayList<>();
    for (int place = 0; place < items.size(); place++) {
      if (items.path(place).path("status").asInt() / 100 != 2) {
        failures.add(ApiFailure.ofItem(answer, place, items.path(place)));
      }
    }
    failures.stream()
        .min(Comparator.comparing(ApiFailure::temporary))
        .ifPresent(
            failure -> {
              throw failure;
            });
    return items;
  }
}
