package io.spendhub.platform.http.problems;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.spendhub.platform.http.calls.RequestMetrics;
import io.vertx.core.Context;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers what Netty cannot read: a line or headers that are too long or no HTTP. Vert.x gives such
 * a request to a handler of the connection, which Quarkus does not let anybody set and which would
 * answer with a bare status; a tracer is the only one that sees the connection before.
 */
@Singleton
class UnreadableRequests implements VertxOptionsCustomizer {
  private final Provider<Problems> problems;

  /**
   * @param problems only asked for when there is something to answer: Vert.x, and with it this
   *     bean, is made before all others
   */
  UnreadableRequests(Provider<Problems> problems) {
    this.problems = problems;
  }

  @Override
  @SuppressWarnings("deprecation") // The replacement is a service file, which knows no beans.
  public void accept(VertxOptions options) {
    options.setTracingOptions(new TracingOptions().setFactory(_ -> new FirstSight()));
  }

  private void answer(HttpServerRequest request) {
    RequestMetrics.labelUnrouted(request);
    request
        .response()
        .putHeader("Connection", "close")
        .endHandler(answered -> request.connection().close());
    problems.get().sendUnread(Fault.ofStatus(status(request)), request);
  }

  private static int status(HttpServerRequest request) {
    return switch (request.decoderResult().cause()) {
      case TooLongHttpLineException line -> 414;
      case TooLongHttpHeaderException headers -> 431;
      default -> 400;
    };
  }

  /** Traces nothing. */
  private final class FirstSight implements VertxTracer<Object, Object> {
    @Override
    public <R> @Nullable Object receiveRequest(
        Context context,
        SpanKind kind,
        TracingPolicy policy,
        R request,
        String operation,
        Iterable<Map.Entry<String, String>> headers,
        TagExtractor<R> tags) {
      if (request instanceof HttpServerRequest received
          && received.decoderResult().isFailure()
          && received.connection() instanceof HttpServerConnection connection) {
        connection.invalidRequestHandler(UnreadableRequests.this::answer);
      }
      return null;
    }
  }
}
