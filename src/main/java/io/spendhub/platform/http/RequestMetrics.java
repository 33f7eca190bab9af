package io.spendhub.platform.http;

import io.micrometer.core.instrument.config.MeterFilter;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Leaves requests of made-up methods out of the metrics. Each would be a series of its own, kept
 * for good, and nobody needs a key to make one up.
 */
@Singleton
class RequestMetrics {
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
