package io.spendhub.authorizations.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.authorizations.PreviewView;
import io.spendhub.authorizations.command.PreviewService;
import io.spendhub.platform.security.CurrentCaller;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/authorizations/preview")
@RunOnVirtualThread
@Tag(name = "Authorizations")
class PreviewResource {
  private final PreviewService previews;
  private final NetworkCalls calls;
  private final CurrentCaller caller;

  PreviewResource(PreviewService previews, NetworkCalls calls, CurrentCaller caller) {
    this.previews = previews;
    this.calls = calls;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("authorizations:read")
  @Operation(summary = "Ask what a purchase would be answered, with every rule that objects")
  public PreviewView preview(@Valid AuthorizeRequest body) {
    calls.requireImport(body.occurredAt());
    return previews.preview(
        caller.organizationId(), body.cardId(), body.command(calls.voucher(body.voucherCode())));
  }
}
