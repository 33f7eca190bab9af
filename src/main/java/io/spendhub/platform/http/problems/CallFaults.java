package io.spendhub.platform.http.problems;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.spendhub.platform.http.ApiDescription;
import io.spendhub.platform.http.RequiredScope;
import io.spendhub.platform.http.calls.CallChecks;
import io.spendhub.platform.http.calls.JsonBody;
import io.spendhub.shared.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What JAX-RS says of a call differently than the contract does, and what a refused caller's key
 * would have needed.
 *
 * <p>JAX-RS answers 404 for parameters of the path and of the query alike that cannot be what their
 * type says. For a path that is right, an id that is no UUID names nothing; a query parameter is
 * the caller's mistake, 400. A path that is there for other methods is one, 405. And where neither
 * a body nor its type was sent, it misses the type.
 */
@Singleton
class CallFaults {
  private static final int UUID_LENGTH = 36;

  private final ApiDescription api;

  CallFaults(ApiDescription api) {
    this.api = api;
  }

  Optional<Fault> of(Throwable failure, RoutingContext request) {
    return switch (failure) {
      case NotFoundException notFound when isOfOtherMethods(request) ->
          Optional.of(Fault.ofStatus(405));
      case NotFoundException notFound when notFound.getCause() != null ->
          Optional.of(unreadable(notFound.getCause(), request));
      case NotSupportedException unsupported when !CallChecks.hasBody(request.request()) ->
          Optional.of(Fault.of(JsonBody.required()));
      case ForbiddenException lacking -> scopes(request).map(RequiredScope::lacking);
      case UnauthorizedException unknown -> scopes(request).map(RequiredScope::unauthenticated);
      case AuthenticationFailedException unknown ->
          scopes(request).map(RequiredScope::unauthenticated);
      default -> Optional.empty();
    };
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
        .map(CallFaults::invalid)
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
