package io.spendhub.platform.http.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.spendhub.platform.http.ApiDescription;
import io.spendhub.platform.http.calls.RequestIdentity;
import io.spendhub.platform.http.validation.Printable;
import io.spendhub.shared.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Turns faults into problems, for JAX-RS and for what fails before or beside it. */
@Singleton
public class Problems {
  private final ObjectMapper json;
  private final ApiDescription api;
  private final CurrentVertxRequest current;

  Problems(ObjectMapper json, ApiDescription api, CurrentVertxRequest current) {
    this.json = json;
    this.api = api;
    this.current = current;
  }

  public Response response(Fault fault, RoutingContext request) {
    Response.ResponseBuilder response =
        Response.status(fault.status()).type(Problem.MEDIA_TYPE).entity(problem(fault, request));
    headers(fault, request).forEach(response::header);
    return response.build();
  }

  /** Answers a request that JAX-RS never saw. Does nothing once an answer has begun. */
  public void send(Fault fault, RoutingContext request) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.ended()) {
      return;
    }
    headers(fault, request).forEach(response::putHeader);
    send(problem(fault, request), RequestIdentity.of(request), response);
  }

  /** Answers a request of which not even the path is known for certain. */
  void sendUnread(Fault fault, HttpServerRequest request) {
    RequestIdentity identity = RequestIdentity.of(request);
    send(Problem.of(fault, "", identity.requestId()), identity, request.response());
  }

  private void send(Problem problem, RequestIdentity identity, HttpServerResponse response) {
    response.setStatusCode(problem.status());
    identity.writeTo(response);
    response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.end(bytes(problem));
  }

  /** The problem of a refusal, for answers that hold the outcomes of several commands. */
  public Problem of(Refusal refusal) {
    return problem(Fault.of(refusal), current.getCurrent());
  }

  private Problem problem(Fault fault, RoutingContext request) {
    return Problem.of(
        fault,
        Printable.of(String.valueOf(request.request().path())),
        RequestIdentity.of(request).requestId());
  }

  private Map<String, String> headers(Fault fault, RoutingContext request) {
    Map<String, String> headers = new HashMap<>();
    switch (fault.status()) {
      case 401 -> headers.put(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      case 405 -> headers.put(HttpHeaders.ALLOW, String.join(", ", api.methods(request)));
      case 429, 503 ->
          headers.put(HttpHeaders.RETRY_AFTER, String.valueOf(seconds(fault.retryAfter())));
      default -> {}
    }
    return headers;
  }

  /** Whole ones, and never too few. */
  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }

  private Buffer bytes(Problem problem) {
    try {
      return Buffer.buffer(json.writeValueAsBytes(problem));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a problem is always writable", impossible);
    }
  }
}
