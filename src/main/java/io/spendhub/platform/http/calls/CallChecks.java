package io.spendhub.platform.http.calls;

import io.spendhub.platform.http.ApiDescription;
import io.spendhub.platform.http.problems.Fault;
import io.spendhub.platform.http.problems.Problems;
import io.spendhub.platform.http.validation.Printable;
import io.spendhub.shared.Refusal.FieldError;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a call whose query or body its resource would not fully understand, or whose answer the
 * caller would not. Runs once the resource is known and the caller may call it, before its
 * parameters and its body are read.
 */
public class CallChecks {
  private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final ApiDescription api;
  private final Problems problems;

  CallChecks(ApiDescription api, Problems problems) {
    this.api = api;
    this.problems = problems;
  }

  @ServerRequestFilter
  public Optional<Response> check(ContainerRequestContext call, RoutingContext request) {
    if (!isAnswerAccepted(request)) {
      return Optional.of(problems.response(Fault.ofStatus(406), request));
    }
    if (METHODS_WITH_BODY.contains(call.getMethod())) {
      checkBody(call, request);
    }
    List<FieldError> errors = queryErrors(request);
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(problems.response(misunderstood(errors), request));
  }

  /** Asked before anything happens: JAX-RS would find out when the effect is there. */
  private boolean isAnswerAccepted(RoutingContext request) {
    Accepted accepted = Accepted.of(request.request().headers().getAll("Accept"));
    return accepted.isEverything()
        || api.operation(request)
            .map(ApiDescription.Operation::answers)
            .filter(answers -> !answers.isEmpty() && answers.stream().noneMatch(accepted::allows))
            .isEmpty();
  }

  private static Fault misunderstood(List<FieldError> errors) {
    return new Fault(
        400, errors.getFirst().code(), "The query has parameters that make no sense here.", errors);
  }

  private List<FieldError> queryErrors(RoutingContext request) {
    if (request.request().query() == null) {
      return List.of();
    }
    return api.operation(request).stream()
        .flatMap(operation -> queryErrors(operation, request))
        .toList();
  }

  private static Stream<FieldError> queryErrors(
      ApiDescription.Operation operation, RoutingContext request) {
    return new TreeSet<>(request.queryParams().names())
        .stream()
            .filter(name -> !isUnderstood(name, operation, request))
            .map(name -> queryError(name, operation, request));
  }

  private static boolean isUnderstood(
      String name, ApiDescription.Operation operation, RoutingContext request) {
    return operation.repeatable().contains(name)
        || (operation.parameters().contains(name)
            && request.queryParam(name).size() == 1
            && !request.queryParam(name).getFirst().isEmpty());
  }

  private static FieldError queryError(
      String name, ApiDescription.Operation operation, RoutingContext request) {
    String shown = Printable.of(name);
    if (!operation.parameters().contains(name)) {
      return new FieldError(shown, "unknown_parameter", "There is no such query parameter here.");
    }
    // JAX-RS would take an empty value for none at all, and the first of many for the only one.
    return request.queryParam(name).size() > 1
        ? new FieldError(shown, "repeated_parameter", "The parameter may be given once only.")
        : new FieldError(shown, "empty_parameter", "The parameter has no value.");
  }

  private static void checkBody(ContainerRequestContext call, RoutingContext request) {
    @Nullable MediaType type = mediaType(call);
    if (hasBody(request.request())
        && (type == null || !isUtf8(type) || !(isJson(type) || namesItsTypes()))) {
      throw new NotSupportedException();
    }
    if (type == null || isJson(type)) {
      call.setEntityStream(new JsonBody(call.getEntityStream(), BodyLimits.JSON_BYTES));
    } else {
      String sentType = call.getHeaderString("Content-Type");
      call.setEntityStream(new LimitedBody(call.getEntityStream(), BodyLimits.of(sentType)));
    }
  }

  public static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null ? request.getHeader("Transfer-Encoding") != null : !length.equals("0");
  }

  // A resource that says nothing of its types means JSON. Where it names them (@Consumes), JAX-RS
  // has compared them already.
  private static boolean namesItsTypes() {
    return !CurrentRequestManager.get().getTarget().getConsumes().isEmpty();
  }

  private static @Nullable MediaType mediaType(ContainerRequestContext call) {
    try {
      return call.getMediaType();
    } catch (IllegalArgumentException malformed) {
      throw new NotSupportedException(malformed);
    }
  }

  private static boolean isJson(MediaType type) {
    return type.getSubtype().equals("json") || type.getSubtype().endsWith("+json");
  }

  private static boolean isUtf8(MediaType type) {
    String charset = type.getParameters().get(MediaType.CHARSET_PARAMETER);
    return charset == null || charset.equalsIgnoreCase("utf-8");
  }
}
