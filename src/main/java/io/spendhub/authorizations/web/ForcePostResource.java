package io.spendhub.authorizations.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.authorizations.AuthorizationCommand.ForcePost;
import io.spendhub.authorizations.AuthorizationView;
import io.spendhub.authorizations.command.AuthorizationService;
import io.spendhub.platform.http.IdempotencyHeader;
import io.spendhub.platform.idempotency.OutcomeResponses;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/force-posts")
@RunOnVirtualThread
@Tag(name = "Authorizations")
class ForcePostResource {
  private final AuthorizationService authorizations;
  private final NetworkCalls calls;

  ForcePostResource(AuthorizationService authorizations, NetworkCalls calls) {
    this.authorizations = authorizations;
    this.calls = calls;
  }

  @POST
  @PermissionsAllowed("authorizations:write")
  @Parameter(ref = IdempotencyHeader.REQUIRED)
  @Operation(summary = "Post a purchase that the network paid without asking; never declined")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AuthorizationView.class)))
  public Response forcePost(@Valid PurchaseRequest body) {
    return OutcomeResponses.of(
        authorizations.onCard(
            calls.of(body),
            body.cardId(),
            PurchaseRequest.FORCE_POST,
            walletId -> new ForcePost(body.purchase(walletId), body.note())));
  }
}
