package io.spendhub.ledger.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.ledger.query.EventQueries;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.security.CurrentCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/events")
@RunOnVirtualThread
@Tag(name = "Events")
class EventResource {
  private final EventQueries events;
  private final CurrentCaller caller;

  EventResource(EventQueries events, CurrentCaller caller) {
    this.events = events;
    this.caller = caller;
  }

  @GET
  @PermissionsAllowed("events:read")
  @Operation(summary = "Follow everything that happens, oldest first, without missing or repeating")
  public EventQueries.Feed follow(
      @QueryParam("after") Optional<String> after, @QueryParam("limit") Optional<String> limit) {
    return events.after(caller.organizationId(), after, PageQuery.limit(limit));
  }
}
