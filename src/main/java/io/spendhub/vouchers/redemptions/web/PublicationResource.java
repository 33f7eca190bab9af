package io.spendhub.vouchers.redemptions.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.platform.http.IdempotencyHeader;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.idempotency.OutcomeResponses;
import io.spendhub.platform.idempotency.RequestKeys;
import io.spendhub.vouchers.redemptions.PublicationView;
import io.spendhub.vouchers.redemptions.command.VoucherService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/publications")
@RunOnVirtualThread
@Tag(name = "Vouchers")
class PublicationResource {
  private final VoucherService vouchers;
  private final VoucherCaller caller;
  private final RequestKeys keys;

  PublicationResource(VoucherService vouchers, VoucherCaller caller, RequestKeys keys) {
    this.vouchers = vouchers;
    this.caller = caller;
    this.keys = keys;
  }

  @POST
  @PermissionsAllowed("vouchers:write")
  @Parameter(ref = IdempotencyHeader.OPTIONAL)
  @Operation(summary = "Give a holder a voucher of a campaign, once per source")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PublicationView.class)))
  public Response publish(@Valid PublishRequest body) {
    var call = caller.call(keys.ifGiven(body));
    return OutcomeResponses.of(
        vouchers.publish(call, body.campaignId(), body.holder(), body.sourceId()));
  }

  record PublishRequest(
      @NotNull UUID campaignId,
      @NotNull @PlainText String holder,
      @NotNull @PlainText String sourceId) {}
}
