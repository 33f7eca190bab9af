package io.spendhub.platform.http.problems;

import io.github.bucket4j.Bucket;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.spendhub.platform.http.ApiDescription;
import io.spendhub.platform.http.calls.RequestIdentity;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Logs who was refused what for want of a key or of a right: keys that are tried out, or used for
 * what they are not for. A caller is told by the id of its key, and a call by the name of its
 * operation, because what else was sent may be a secret.
 */
@Singleton
class RefusedRights {
  private static final Logger LOG = Logger.getLogger(RefusedRights.class);
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** So that nobody without a key can fill the disk. */
  private static final int MOST_A_SECOND = 50;

  private final ApiDescription api;
  private final AtomicLong untold = new AtomicLong();
  private final Bucket lines =
      Bucket.builder()
          .addLimit(
              limit ->
                  limit.capacity(MOST_A_SECOND).refillGreedy(MOST_A_SECOND, Duration.ofSeconds(1)))
          .build();

  RefusedRights(ApiDescription api) {
    this.api = api;
  }

  void record(Fault fault, RoutingContext request) {
    if (fault.status() != UNAUTHORIZED && fault.status() != FORBIDDEN) {
      return;
    }
    if (!lines.tryConsume(1)) {
      untold.incrementAndGet();
      return;
    }
    LOG.infof(
        "Refused %s to %s from %s: %d %s, request %s; refused beside, and not told: %d",
        api.operation(request).map(ApiDescription.Operation::id).orElse("an unknown operation"),
        caller(request),
        address(request),
        fault.status(),
        fault.code(),
        RequestIdentity.of(request).requestId(),
        untold.getAndSet(0));
  }

  private static String caller(RoutingContext request) {
    return request.user() instanceof QuarkusHttpUser known
            && !known.getSecurityIdentity().isAnonymous()
        ? known.getSecurityIdentity().getPrincipal().getName()
        : "an unknown caller";
  }

  private static String address(RoutingContext request) {
    return Optional.ofNullable(request.request().remoteAddress())
        .map(SocketAddress::hostAddress)
        .orElse("an unknown address");
  }
}
