package io.spendhub.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spendhub.platform.http.validation.Printable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;

/** Turns faults into problems, for JAX-RS and for what fails before or beside it. */
@Singleton
class Problems {
  private static final String RETRY_AFTER_SECONDS = "1";

  private final ObjectMapper json;
  private final ApiDescription api;

  Problems(ObjectMapper json, ApiDescription api) {
    this.json = json;
    this.api = api;
  }

  Response response(Fault fault, RoutingContext request) {
    Response.ResponseBuilder response =
        Response.status(fault.status()).type(Problem.MEDIA_TYPE).entity(problem(fault, request));
    headers(fault, request).forEach(response::header);
    return response.build();
  }

  /** Answers a request that JAX-RS never saw. Does nothing once an answer has begun. */
  void send(Fault fault, RoutingContext request) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.ended()) {
      return;
    }
    response.setStatusCode(fault.status());
    headers(fault, request).forEach(response::putHeader);
    RequestIdentity.of(request).writeTo(response);
    response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.end(bytes(problem(fault, request)));
  }

  Problem problem(Fault fault, RoutingContext request) {
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
      case 429, 503 -> headers.put(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
      default -> {}
    }
    return headers;
  }

  private Buffer bytes(Problem problem) {
    try {
      return Buffer.buffer(json.writeValueAsBytes(problem));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a problem is always writable", impossible);
    }
  }
}
