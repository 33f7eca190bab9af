package io.spendhub.platform.http.problems;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.spendhub.platform.http.calls.RequestGate;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers whatever leaves a resource, or what prepares its call, as a problem. Types that Quarkus
 * has mappers of its own for are named beside {@link Throwable}, because the nearest type wins.
 */
class ExceptionMappers {
  private final Problems problems;
  private final CallFaults callFaults;

  ExceptionMappers(Problems problems, CallFaults callFaults) {
    this.problems = problems;
    this.callFaults = callFaults;
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
    Fault fault = callFaults.of(failure, request).orElseGet(() -> Faults.of(failure));
    FailureLog.record(fault, failure, request);
    if (fault.status() == 413) {
      RequestGate.closeAfterAnswer(request);
    }
    return problems.response(fault, request);
  }
}
