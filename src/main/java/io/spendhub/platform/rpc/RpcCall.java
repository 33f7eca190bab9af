package io.spendhub.platform.rpc;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;

/**
 * The HTTP request that a call came as. Quarkus tells of it only until the first message is there,
 * so it is kept here for as long as the call lasts.
 */
@Singleton
class RpcCall {
  /** After the gate, which names the request, and before everything that may answer. */
  private static final int PRIORITY = 800;

  private static final String KEY = RpcCall.class.getName();

  void register(@Observes Filters filters) {
    filters.register(RpcCall::keep, PRIORITY);
  }

  private static void keep(RoutingContext request) {
    Vertx.currentContext().putLocal(KEY, request);
    request.next();
  }

  /** To be asked where the call is answered: on its event loop. */
  static RoutingContext request() {
    return Objects.requireNonNull(Vertx.currentContext().<RoutingContext>getLocal(KEY));
  }
}
