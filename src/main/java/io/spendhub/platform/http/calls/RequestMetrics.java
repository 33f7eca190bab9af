package io.spendhub.platform.http.calls;

import io.micrometer.core.instrument.config.MeterFilter;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps what callers make up out of the metrics. Requests of made-up methods are left out, and
 * those that are refused before they are routed have one label for their path: each would be a
 * series of its own, kept for good, and nobody needs a key to make one up. Besides, a path may hold
 * a code.
 */
@Singleton
public class RequestMetrics {
  private static final Set<String> KNOWN =
      Stream.of(
              HttpMethod.GET,
              HttpMethod.HEAD,
              HttpMethod.POST,
              HttpMethod.PUT,
              HttpMethod.PATCH,
              HttpMethod.DELETE,
              HttpMethod.OPTIONS,
              HttpMethod.TRACE,
              HttpMethod.CONNECT)
          .map(HttpMethod::name)
          .collect(Collectors.toUnmodifiableSet());

  private static final String UNROUTED = "unrouted";

  /** The local of a request's context that Quarkus reads the label of its path from. */
  private static final String LABEL = "UrlPathTemplate";

  /** Below it Quarkus leaves all requests out, by their label. */
  private static final String UNMEASURED = "/q/";

  /** Labels a request for as long as no route has done so. */
  public static void labelUnrouted(HttpServerRequest request) {
    if (request instanceof HttpServerRequestInternal labelled
        && !String.valueOf(request.path()).startsWith(UNMEASURED)) {
      labelled.context().putLocal(LABEL, UNROUTED);
    }
  }

  @Produces
  @Singleton
  MeterFilter ofKnownMethods() {
    return MeterFilter.deny(
        meter -> {
          String method = meter.getTag("method");
          return meter.getName().startsWith("http.server.")
              && method != null
              && !KNOWN.contains(method);
        });
  }
}
