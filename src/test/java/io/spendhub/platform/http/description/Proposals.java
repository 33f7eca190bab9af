package io.spendhub.platform.http.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.spendhub.identity.Tenant;
import io.spendhub.platform.http.description.Breaches.Breach;
import io.spendhub.testing.PostgresResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;

/**
 * Sends the examples of the API description, in an organization that the first of them opens. Ids
 * of the examples stand for what was made by the examples before.
 */
final class Proposals {
  /** What has no effect on the way of the examples, or another one each time. */
  private static final Map<String, Set<Integer>> OTHER_ANSWERS =
      Map.of(
          "POST /v1/jobs/{id}/codes", Set.of(409),
          "POST /v1/jobs/{id}/cancel", Set.of(200, 409));

  /** What a parameter goes with. */
  private static final Map<String, String> BESIDE =
      Map.of("GET /v1/vouchers shop", "applicable=true&");

  /** What an example needs beside those before it. */
  private static final Map<String, Consumer<Proposals>> PREPARATIONS =
      Map.of(
          "POST /v1/transfers",
              proposals -> proposals.make("/v1/wallets", "TransferRequest.toWalletId"),
          "POST /v1/wallets/{id}/close",
              proposals -> proposals.make("/v1/wallets", "WalletView.id"),
          "DELETE /v1/teams/{id}", proposals -> proposals.make("/v1/teams", "TeamView.id"));

  private static final EncoderConfig AS_TEXT =
      EncoderConfig.encoderConfig().encodeContentTypeAs("text/csv", ContentType.TEXT);

  private final Described api;
  private final SoftAssertions softly;

  /** The server of the examples is nobody's; in its place stands one that refuses to be called. */
  private final Map<String, String> ids =
      new HashMap<>(Map.of("https://hooks.example.com/", "http://127.0.0.1:9/"));

  private String secret = "";

  Proposals(Described api, SoftAssertions softly) {
    this.api = api;
    this.softly = softly;
  }

  void send(String call) {
    JsonNode operation = api.operation(call);
    Optional.ofNullable(PREPARATIONS.get(call)).ifPresent(preparation -> preparation.accept(this));
    Response answer =
        withBody(request(operation), operation, example(operation))
            .request(method(call), path(call) + requiredQuery(operation));
    check(call, operation, answer);
    if (answer.statusCode() < 300 && call.startsWith("POST")) {
      learn(operation, answer);
    }
    sendEachParameter(call, operation);
  }

  void sendBreaches(String call) {
    JsonNode operation = api.operation(call);
    JsonNode example = example(operation);
    Described.bodySchema(operation.path("requestBody"))
        .map(place -> api.schema(place.substring(place.lastIndexOf('/') + 1)))
        .map(schema -> new Breaches(api, !call.startsWith("PATCH")).of(schema, example))
        .ifPresent(breaches -> breaches.forEach(breach -> sendBreach(call, operation, breach)));
  }

  private void sendBreach(String call, JsonNode operation, Breach breach) {
    Response answer =
        request(operation).body(known(breach.body().toString())).request(method(call), path(call));

    softly
        .assertThat(answer.statusCode())
        .as(call + " " + breach + " " + answer.asString())
        .isEqualTo(400);
  }

  private void check(String call, JsonNode operation, Response answer) {
    String told = call + " " + answer.asString();
    int status = answer.statusCode();
    Set<Integer> expected = OTHER_ANSWERS.getOrDefault(call, Set.of(200, 201, 202, 204));
    softly.assertThat(expected).as(told).contains(status);
    JsonNode described = operation.path("responses").path(String.valueOf(status));
    softly.assertThat(described.isMissingNode() && status < 400).as(told).isFalse();
    Described.bodySchema(described)
        .ifPresent(
            place ->
                softly
                    .assertThat(api.faults(place, Described.read(answer.asString())))
                    .as(told)
                    .isEmpty());
    for (String header : Set.of("ETag", "Location")) {
      softly
          .assertThat(described.path("headers").has(header))
          .as("%s describes its %s", call, header)
          .isEqualTo(answer.header(header) != null);
    }
  }

  /** Each that may be left out, alone. */
  private void sendEachParameter(String call, JsonNode operation) {
    for (JsonNode parameter : operation.path("parameters")) {
      if ("query".equals(parameter.path("in").asText())
          && !parameter.path("required").booleanValue()
          && parameter.has("example")) {
        String name = parameter.path("name").asText();
        String query =
            BESIDE.getOrDefault(call + " " + name, "")
                + name
                + "="
                + parameter.path("example").asText();
        Response answer = request(operation).get(path(call) + "?" + known(query));
        softly
            .assertThat(answer.statusCode())
            .as("%s?%s %s", call, query, answer.asString())
            .isEqualTo(200);
      }
    }
  }

  private RequestSpecification request(JsonNode operation) {
    boolean byOperator = operation.path("description").asText().contains("the operator's key");
    RequestSpecification request =
        Tenant.bearing(byOperator ? PostgresResource.OPERATOR_KEY : secret)
            .header("X-Request-Id", operation.path("operationId").asText());
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("$ref").asText().endsWith("IdempotencyKey")) {
        request.header("Idempotency-Key", operation.path("operationId").asText());
      } else if ("header".equals(parameter.path("in").asText())) {
        request.header(parameter.path("name").asText(), parameter.path("example").asText());
      }
    }
    return request;
  }

  private RequestSpecification withBody(
      RequestSpecification request, JsonNode operation, JsonNode example) {
    if (!operation.has("requestBody")) {
      return request;
    }
    return example.isTextual()
        ? request
            .config(RestAssuredConfig.config().encoderConfig(AS_TEXT))
            .contentType("text/csv; charset=UTF-8")
            .body(example.asText())
        : request.body(known(example.toString()));
  }

  /** The ids of the requests that have changed something, as the audit trail tells them. */
  Set<String> audited() {
    List<String> told = new ArrayList<>();
    String cursor = "";
    do {
      JsonPath page =
          Tenant.bearing(secret).get("/v1/audit?limit=200" + cursor).then().extract().jsonPath();
      told.addAll(page.getList("data.requestId"));
      cursor = Optional.ofNullable(page.getString("nextCursor")).orElse("");
      cursor = cursor.isEmpty() ? "" : "&cursor=" + cursor;
    } while (!cursor.isEmpty());
    return Set.copyOf(told);
  }

  private static JsonNode example(JsonNode operation) {
    JsonNode content = operation.path("requestBody").path("content");
    return content.isEmpty() ? content : content.iterator().next().path("example");
  }

  private static String method(String call) {
    return call.substring(0, call.indexOf(' '));
  }

  private String path(String call) {
    String path = call.substring(call.indexOf(' ') + 1);
    for (JsonNode parameter : api.operation(call).path("parameters")) {
      if ("path".equals(parameter.path("in").asText())) {
        path =
            path.replace(
                "{" + parameter.path("name").asText() + "}", parameter.path("example").asText());
      }
    }
    return known(path);
  }

  private String requiredQuery(JsonNode operation) {
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : operation.path("parameters")) {
      if ("query".equals(parameter.path("in").asText())
          && parameter.path("required").booleanValue()) {
        query.append(query.isEmpty() ? "?" : "&").append(parameter.path("name").asText());
        query.append("=").append(known(parameter.path("example").asText()));
      }
    }
    return query.toString();
  }

  /** The text with what was made in place of what the examples call it. */
  private String known(String text) {
    String known = text;
    for (Map.Entry<String, String> id : ids.entrySet()) {
      known = known.replace(id.getKey(), id.getValue());
    }
    return known;
  }

  private void learn(JsonNode operation, Response answer) {
    JsonNode described = operation.path("responses").path(String.valueOf(answer.statusCode()));
    Described.bodySchema(described)
        .ifPresent(
            place -> {
              String schema = place.substring(place.lastIndexOf('/') + 1);
              if (schema.equals("NewOrganization")) {
                secret = answer.path("apiKey.secret");
                ids.put(exampleOf("OrganizationView.id"), answer.path("organization.id"));
              } else if (api.schema(schema).path("properties").has("id")) {
                ids.put(exampleOf(schema + ".id"), answer.path("id"));
              }
            });
  }

  /** Makes one more of what is made here, to stand for what a field's example names. */
  private void make(String collection, String field) {
    String body = known(example(api.operation("POST " + collection)).toString());
    Response made =
        Tenant.bearing(secret)
            .body(body.replaceFirst("\"name\":\"", "\"name\":\"Other "))
            .post(collection);
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    ids.put(exampleOf(field), made.path("id"));
  }

  private String exampleOf(String field) {
    return api.schema(field.substring(0, field.indexOf('.')))
        .path("properties")
        .path(field.substring(field.indexOf('.') + 1))
        .path("examples")
        .path(0)
        .asText();
  }
}
