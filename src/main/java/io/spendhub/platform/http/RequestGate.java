package io.spendhub.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;

/**
 * The first to see any request and the last to see any failure, under every path: names the
 * request, refuses what no handler could use, and answers failures outside JAX-RS as problems.
 */
@Singleton
class RequestGate {
  // Before authentication (200) and everything else that may answer.
  private static final int NAMING_PRIORITY = 1_000;
  private static final int REFUSING_PRIORITY = 900;
  // After the handler that gives failed authentications to JAX-RS; before Quarkus's error page,
  // which has the same order but comes later.
  private static final int FAILURE_ORDER = Integer.MAX_VALUE;

  private static final long DRAIN_MILLIS = 2_000;

  private final Problems problems;

  RequestGate(Problems problems) {
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    filters.register(RequestGate::name, NAMING_PRIORITY);
    filters.register(this::refuse, REFUSING_PRIORITY);
  }

  void register(@Observes Router router) {
    router.route().order(FAILURE_ORDER).failureHandler(this::fail);
    for (int status : new int[] {400, 404, 405, 406, 413, 415}) {
      router.errorHandler(status, context -> problems.send(Fault.ofStatus(status), context));
    }
  }

  private static void name(RoutingContext context) {
    RequestIdentity identity = RequestIdentity.of(context);
    MDC.put("requestId", identity.requestId());
    MDC.put("traceId", identity.trace().traceId());
    identity.writeTo(context.response());
    context.next();
  }

  private void refuse(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (BodyLimits.exceededByDeclaration(request)) {
      closeAfterAnswer(context);
      problems.send(Fault.tooLarge(), context);
    } else if (RawUri.hasControlCharacterInPath(request.uri())) {
      problems.send(Fault.notFound(), context);
    } else if (RawUri.hasControlCharacterInQuery(request.uri())) {
      problems.send(
          Fault.of(400, "control_characters", "A query parameter holds a control character."),
          context);
    } else {
      context.next();
    }
  }

  /**
   * Reads and drops what is left of a refused body, because a caller whose connection is cut while
   * it still writes would never see the answer. But not for ever.
   */
  static void closeAfterAnswer(RoutingContext context) {
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
                ? Faults.of(failure)
                : Fault.ofStatus(context.statusCode());
    FailureLog.record(fault, failure, context);
    problems.send(fault, context);
  }
}
