package io.spendhub.platform.http.calls;

import io.netty.handler.codec.DecoderException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.spendhub.platform.http.ApiDescription;
import io.spendhub.platform.http.problems.FailureLog;
import io.spendhub.platform.http.problems.Fault;
import io.spendhub.platform.http.problems.Problems;
import io.spendhub.platform.security.people.PersonRequest;
import io.spendhub.platform.serving.ServedParts;
import io.spendhub.shared.Refusal.FieldError;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The first to see any request and the last to see any failure, under every path: names the
 * request, refuses what no handler could use, and answers failures outside JAX-RS as problems.
 */
@Singleton
public class RequestGate {
  // Before authentication (200) and everything else that may answer.
  private static final int NAMING_PRIORITY = 1_000;
  private static final int REFUSING_PRIORITY = 900;
  // After the handler that gives failed authentications to JAX-RS; before Quarkus's error page,
  // which has the same order but comes later.
  private static final int FAILURE_ORDER = Integer.MAX_VALUE;

  private static final long DRAIN_MILLIS = 2_000;
  private static final String BROKEN = RequestGate.class.getName();

  /** Of which nobody could say which one is meant. Those of a list may be sent in parts. */
  private static final List<String> SENT_ONCE =
      List.of(
          "Authorization",
          "Content-Type",
          "Host",
          "Idempotency-Key",
          "If-Match",
          PersonRequest.ORGANIZATION,
          "X-Request-Id");

  private final Problems problems;
  private final ApiDescription api;
  private final ServedParts served;

  RequestGate(Problems problems, ApiDescription api, ServedParts served) {
    this.problems = problems;
    this.api = api;
    this.served = served;
  }

  void register(@Observes Filters filters) {
    filters.register(this::name, NAMING_PRIORITY);
    filters.register(this::refuse, REFUSING_PRIORITY);
  }

  void register(@Observes Router router) {
    router.route().order(FAILURE_ORDER).failureHandler(this::fail);
    for (int status : new int[] {400, 404, 405, 406, 413, 415}) {
      router.errorHandler(status, context -> problems.send(Fault.ofStatus(status), context));
    }
  }

  private void name(RoutingContext context) {
    RequestIdentity identity = RequestIdentity.of(context);
    MDC.put("requestId", identity.requestId());
    MDC.put("traceId", identity.trace().traceId());
    identity.writeTo(context.response());
    RequestMetrics.labelUnrouted(context.request());
    if (context.request().getHeader("Transfer-Encoding") != null) {
      context.addEndHandler(ended -> answerBroken(ended.cause(), context));
    }
    context.next();
  }

  /**
   * The connection is closed where a body is sent in pieces of which one makes no sense: at once,
   * but after this. What else ends a request early leaves nobody to answer.
   */
  private void answerBroken(@Nullable Throwable cause, RoutingContext context) {
    if (cause instanceof IllegalArgumentException || cause instanceof DecoderException) {
      context.put(BROKEN, true);
      problems.send(Fault.ofStatus(400), context);
      if (context.request().connection() instanceof HttpServerConnection connection) {
        connection.channelHandlerContext().flush();
      }
    }
  }

  /** Whether the body made no sense to HTTP, which whoever reads it finds out a moment later. */
  public static boolean wasBroken(RoutingContext context) {
    return context.get(BROKEN) != null;
  }

  private void refuse(RoutingContext context) {
    Optional<Fault> fault = fault(context.request()).or(() -> servedElsewhere(context));
    if (fault.isPresent()) {
      if (fault.get().status() == 413) {
        closeAfterAnswer(context);
      }
      problems.send(fault.get(), context);
    } else if (HttpMethod.OPTIONS.equals(context.request().method())) {
      tellMethods(context);
    } else {
      SmallBodies.takeIn(context, problems);
    }
  }

  private static Optional<Fault> fault(HttpServerRequest request) {
    String uri = request.uri();
    if (request.version() == null) {
      return Optional.of(Fault.ofStatus(505));
    }
    if (RawUri.isMalformed(uri)) {
      return Optional.of(Fault.of(400, "malformed_request", "The URI is malformed."));
    }
    if (BodyLimits.exceededByDeclaration(request)) {
      return Optional.of(Fault.tooLarge());
    }
    if (RawUri.hasControlCharacterInPath(uri) || RawUri.hasMatrixParameter(uri)) {
      return Optional.of(Fault.notFound());
    }
    if (RawUri.hasControlCharacterInQuery(uri)) {
      return Optional.of(
          Fault.of(400, "control_characters", "A query parameter holds a control character."));
    }
    return repeatedHeader(request);
  }

  /** What nobody serves is left to JAX-RS, which says so. */
  private Optional<Fault> servedElsewhere(RoutingContext context) {
    return served.isAll()
        ? Optional.empty()
        : api.operation(context)
            .flatMap(ApiDescription.Operation::part)
            .filter(part -> !served.includes(part))
            .map(part -> Fault.notServedHere(part.word()));
  }

  private static Optional<Fault> repeatedHeader(HttpServerRequest request) {
    return SENT_ONCE.stream()
        .filter(header -> request.headers().getAll(header).size() > 1)
        .findFirst()
        .map(header -> new FieldError(header, "repeated_header", "It may be sent once only."))
        .map(error -> new Fault(400, error.code(), "A header is repeated.", List.of(error)));
  }

  /** JAX-RS would tell those of all paths of the resource's class. */
  private void tellMethods(RoutingContext context) {
    Set<String> methods = api.methods(context);
    if (methods.isEmpty()) {
      context.next();
    } else {
      context.response().putHeader("Allow", String.join(", ", methods)).end();
    }
  }

  /**
   * Reads and drops what is left of a refused body, because a caller whose connection is cut while
   * it still writes would never see the answer. But not for ever.
   */
  public static void closeAfterAnswer(RoutingContext context) {
    context.response().putHeader("Connection", "close");
    context.addEndHandler(answered -> drain(context));
  }

  private static void drain(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      request.connection().close();
      return;
    }
    long deadline = context.vertx().setTimer(DRAIN_MILLIS, expired -> request.connection().close());
    request.handler(dropped -> {});
    request.endHandler(
        end -> {
          context.vertx().cancelTimer(deadline);
          request.connection().close();
        });
    request.resume();
  }

  private void fail(RoutingContext context) {
    Throwable failure = context.failure();
    Fault fault =
        failure == null
            ? Fault.ofStatus(context.statusCode())
            : context.statusCode() == 500
                ? Fault.ofFailure(failure)
                : Fault.ofStatus(context.statusCode());
    FailureLog.record(fault, failure, context);
    problems.send(fault, context);
  }
}
