package io.spendhub.ledger.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.ledger.query.AuditQueries;
import io.spendhub.platform.audit.AuditView;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.http.lists.PeriodQuery;
import io.spendhub.platform.security.CurrentCaller;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/audit")
@RunOnVirtualThread
@Tag(name = "Audit")
class AuditResource {
  private final AuditQueries trail;
  private final CurrentCaller caller;

  AuditResource(AuditQueries trail, CurrentCaller caller) {
    this.trail = trail;
    this.caller = caller;
  }

  @GET
  @PermissionsAllowed("audit:read")
  @Operation(
      summary = "Read who changed what, newest first; money is told by statements and events")
  public Page<AuditView> list(
      @QueryParam("actorId") Optional<UUID> actorId,
      @QueryParam("subjectId") Optional<UUID> subjectId,
      @QueryParam("action") Optional<String> action,
      @BeanParam PeriodQuery period,
      @BeanParam PageQuery page) {
    var filter = new AuditQueries.Filter(actorId, subjectId, action, period.from(), period.to());
    return trail.list(caller.organizationId(), filter, page);
  }
}
