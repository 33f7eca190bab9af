package io.spendhub.platform.http.calls;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells whether whoever sent the current request still waits for its answer. */
@ApplicationScoped
public class WaitingCaller {
  private final CurrentVertxRequest current;

  WaitingCaller(CurrentVertxRequest current) {
    this.current = current;
  }

  /**
   * Does something when nobody waits any more: the connection was closed, or the answer is out.
   *
   * @param action short, and harmless where it comes too late
   */
  public void whenGone(Runnable action) {
    RoutingContext context = current.getCurrent();
    context.addEndHandler(ended -> action.run());
    if (context.response().closed()) {
      action.run();
    }
  }
}
