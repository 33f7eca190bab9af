package io.spendhub.platform.audit;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.spendhub.platform.http.calls.CurrentRequest;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Where what is done now comes from: the request at hand, or the service itself on a thread that
 * answers none. A lane of the ledger answers for many at once, so what is decided there takes its
 * origin along.
 */
@ApplicationScoped
public class CurrentOrigin {
  private final CurrentVertxRequest current;
  private final CurrentRequest request;
  private final CurrentCaller caller;

  CurrentOrigin(CurrentVertxRequest current, CurrentRequest request, CurrentCaller caller) {
    this.current = current;
    this.request = request;
    this.caller = caller;
  }

  public Origin get() {
    return isOfARequest()
        ? new Origin(caller.actor(), request.id(), request.address())
        : Origin.ofService(Ids.next().toString());
  }

  private boolean isOfARequest() {
    return Arc.container().requestContext().isActive() && current.getCurrent() != null;
  }
}
