package io.spendhub.vouchers.bulk.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.platform.http.IdempotencyHeader;
import io.spendhub.platform.http.calls.CurrentRequest;
import io.spendhub.platform.idempotency.IdempotentAnswers;
import io.spendhub.platform.idempotency.RequestKeys;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.vouchers.bulk.JobView;
import io.spendhub.vouchers.bulk.command.GenerationService;
import io.spendhub.vouchers.campaigns.CampaignId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/campaigns/{id}/generations")
@RunOnVirtualThread
@Tag(name = "Vouchers")
class GenerationResource {
  private final GenerationService generations;
  private final IdempotentAnswers answers;
  private final RequestKeys keys;
  private final CurrentRequest request;
  private final CurrentCaller caller;

  GenerationResource(
      GenerationService generations,
      IdempotentAnswers answers,
      RequestKeys keys,
      CurrentRequest request,
      CurrentCaller caller) {
    this.generations = generations;
    this.answers = answers;
    this.keys = keys;
    this.request = request;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("vouchers:write")
  @Parameter(ref = IdempotencyHeader.OPTIONAL)
  @Operation(summary = "Make many vouchers with codes that are drawn; a job does it")
  @APIResponse(
      responseCode = "202",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = JobView.class)))
  public Response generate(@PathParam("id") UUID id, @Valid GenerationRequest body) {
    CampaignId campaign = new CampaignId(caller.organizationId(), id);
    return answers.accepted(
        caller.organizationId(),
        keys.ifGiven(body),
        "/v1/jobs",
        () -> generations.ask(campaign, body.count(), request.id()));
  }

  record GenerationRequest(@NotNull @Min(1) @Max(10_000_000) Long count) {}
}
