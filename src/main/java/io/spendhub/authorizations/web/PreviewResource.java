package io.spendhub.authorizations.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.authorizations.AuthorizationView;
import io.spendhub.authorizations.Preview;
import io.spendhub.authorizations.command.PreviewService;
import io.spendhub.platform.security.CurrentCaller;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/authorizations/preview")
@RunOnVirtualThread
@Tag(name = "Authorizations")
// No signature names the reasons, and a native binary writes only what it was told of.
@RegisterForReflection(targets = Preview.Reason.class)
class PreviewResource {
  private final PreviewService previews;
  private final Calls calls;
  private final CurrentCaller caller;
  private final ObjectMapper json;

  PreviewResource(PreviewService previews, Calls calls, CurrentCaller caller, ObjectMapper json) {
    this.previews = previews;
    this.calls = calls;
    this.caller = caller;
    this.json = json;
  }

  @POST
  @PermissionsAllowed("authorizations:read")
  @Operation(summary = "Ask what a purchase would be answered, with every rule that objects")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AuthorizationView.class)))
  public ObjectNode preview(@Valid AuthorizeRequest body) {
    calls.checkOccurredAt(body.occurredAt());
    Preview preview = previews.preview(caller.organizationId(), body.cardId(), body::command);
    ObjectNode answer = json.valueToTree(preview.authorization());
    answer.remove("id");
    answer.set("reasons", json.valueToTree(preview.reasons()));
    return answer;
  }
}
