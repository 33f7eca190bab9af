package io.spendhub.platform.http.calls;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * The request being answered, to be named on events, log lines and outgoing calls. Work that no
 * request began, such as a scheduled job, has an identity of its own for as long as its CDI request
 * context lasts.
 */
@RequestScoped
public class CurrentRequest {
  private final RequestIdentity identity;
  private final String path;
  private final Optional<String> address;

  @Inject
  CurrentRequest(CurrentVertxRequest request) {
    RoutingContext context = request.getCurrent();
    this.identity = context == null ? RequestIdentity.made() : RequestIdentity.of(context);
    this.path = context == null ? "" : context.request().path();
    this.address =
        Optional.ofNullable(context)
            .map(called -> called.request().remoteAddress())
            .map(SocketAddress::hostAddress);
  }

  /** The request id: 1 to 128 visible ASCII characters. */
  public String id() {
    return identity.requestId();
  }

  /** The path that was called, without its query; empty where no request began the work. */
  public String path() {
    return path;
  }

  /** The address that it was called from; none where no request began the work. */
  public Optional<String> address() {
    return address;
  }

  /** The W3C {@code traceparent} to pass on with outgoing calls. */
  public String traceparent() {
    return identity.trace().header();
  }
}
