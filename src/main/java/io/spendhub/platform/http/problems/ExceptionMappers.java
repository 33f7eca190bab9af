package io.spendhub.platform.http.problems;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.spendhub.platform.http.ApiDescription;
import io.spendhub.platform.http.RequiredScope;
import io.spendhub.platform.http.calls.CallChecks;
import io.spendhub.platform.http.calls.JsonBody;
import io.spendhub.platform.http.calls.RequestGate;
import io.spendhub.platform.security.Caller;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.platform.security.Operator;
import io.spendhub.shared.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers whatever leaves a resource, or what prepares its call, as a problem. Types that Quarkus
 * has mappers of its own for are named beside {@link Throwable}, because the nearest type wins.
 *
 * <p>JAX-RS answers 404 for parameters of the path and of the query alike that cannot be what their
 * type says. For a path that is right, an id that is no UUID names nothing; a query parameter is
 * the caller's mistake, 400. A path that is there for other methods is one, 405. And where neither
 * a body nor its type was sent, it misses the type.
 */
class ExceptionMappers {
  private static final int UUID_LENGTH = 36;

  private final Problems problems;
  private final ApiDescription api;
  private final RefusedRights refused;
  private final CurrentCaller caller;

  ExceptionMappers(
      Problems problems, ApiDescription api, RefusedRights refused, CurrentCaller caller) {
    this.problems = problems;
    this.api = api;
    this.refused = refused;
    this.caller = caller;
  }

  @ServerExceptionMapper({
    Throwable.class,
    WebApplicationException.class,
    NotFoundException.class,
    NotSupportedException.class,
    ValidationException.class,
    MismatchedInputException.class,
    InvalidDefinitionException.class,
    UnauthorizedException.class,
    ForbiddenException.class,
    AuthenticationFailedException.class,
    AuthenticationCompletionException.class
  })
  public Response toResponse(Throwable failure, RoutingContext request) {
    Fault fault = ofCall(failure, request).orElseGet(() -> Fault.ofFailure(failure));
    FailureLog.record(fault, failure, request);
    refused.record(fault, request);
    if (fault.status() == 413) {
      RequestGate.closeAfterAnswer(request);
    }
    return problems.response(fault, request);
  }

  /** What the failure means of this call, where that is another thing than it means of any. */
  private Optional<Fault> ofCall(Throwable failure, RoutingContext request) {
    return switch (failure) {
      case NotFoundException notFound when isOfOtherMethods(request) ->
          Optional.of(Fault.ofStatus(405));
      case NotFoundException notFound when notFound.getCause() != null ->
          Optional.of(unreadable(notFound.getCause(), request));
      case NotSupportedException unsupported when !CallChecks.hasBody(request.request()) ->
          Optional.of(Fault.of(JsonBody.required()));
      case ForbiddenException lacking -> lacking(request);
      case UnauthorizedException unknown -> scopes(request).map(RequiredScope::unauthenticated);
      case AuthenticationFailedException unknown ->
          scopes(request).map(RequiredScope::unauthenticated);
      case Refusal unknown when unknown.kind() == Refusal.Kind.UNAUTHENTICATED ->
          scopes(request)
              .filter(scopes -> scopes.contains(Operator.SCOPE))
              .map(RequiredScope::unauthenticated);
      default -> Optional.empty();
    };
  }

  private Optional<Fault> lacking(RoutingContext request) {
    return caller
        .ifAny()
        .flatMap(Caller::person)
        .map(person -> RequiredScope.lacking(person.role(), roles(request)))
        .or(() -> scopes(request).map(RequiredScope::lacking));
  }

  private List<String> roles(RoutingContext request) {
    return api.operation(request).map(ApiDescription.Operation::roles).orElse(List.of());
  }

  /** Where a path is a resource's own and another's as well, JAX-RS only says it is not found. */
  private boolean isOfOtherMethods(RoutingContext request) {
    Set<String> methods = api.methods(request);
    return !methods.isEmpty() && !methods.contains(request.request().method().name());
  }

  /** Of which one is enough; none where the call asks for none. */
  private Optional<List<String>> scopes(RoutingContext request) {
    return api.operation(request)
        .map(ApiDescription.Operation::scopes)
        .filter(enough -> !enough.isEmpty());
  }

  private static Fault unreadable(Throwable cause, RoutingContext request) {
    return request.queryParams().entries().stream()
        .filter(parameter -> speaksOf(cause, parameter.getValue()))
        .findFirst()
        .map(Map.Entry::getKey)
        .map(ExceptionMappers::invalid)
        .orElseGet(Fault::notFound);
  }

  // Converters tell what they could not read only in words; UUID says no more than "too large".
  private static boolean speaksOf(Throwable cause, String value) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("too large")
        ? value.length() > UUID_LENGTH
        : message.contains("\"" + value + "\"")
            || message.contains("'" + value + "'")
            || message.endsWith(" " + value)
            || message.endsWith("." + value);
  }

  private static Fault invalid(String parameter) {
    return Fault.of(
        Refusal.invalidField(
            parameter, "wrong_format", parameter + " cannot be read as its type."));
  }
}
