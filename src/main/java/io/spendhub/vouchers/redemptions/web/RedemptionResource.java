package io.spendhub.vouchers.redemptions.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.platform.http.IdempotencyHeader;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.http.lists.PeriodQuery;
import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.idempotency.OutcomeResponses;
import io.spendhub.platform.idempotency.RequestKeys;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.campaigns.web.TermsRequests;
import io.spendhub.vouchers.redemptions.RedemptionView;
import io.spendhub.vouchers.redemptions.RollbackView;
import io.spendhub.vouchers.redemptions.VoucherCommand.Redeem;
import io.spendhub.vouchers.redemptions.command.VoucherService;
import io.spendhub.vouchers.redemptions.query.RedemptionQueries;
import io.spendhub.vouchers.redemptions.web.UseRequest.OrderRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/redemptions")
@RunOnVirtualThread
@Tag(name = "Vouchers")
class RedemptionResource {
  private final VoucherService vouchers;
  private final RedemptionQueries queries;
  private final VoucherCaller caller;
  private final RequestKeys keys;

  RedemptionResource(
      VoucherService vouchers, RedemptionQueries queries, VoucherCaller caller, RequestKeys keys) {
    this.vouchers = vouchers;
    this.queries = queries;
    this.caller = caller;
    this.keys = keys;
  }

  @POST
  @PermissionsAllowed({"vouchers:write", VoucherCaller.REDEEM})
  @Parameter(ref = IdempotencyHeader.REQUIRED)
  @Operation(summary = "Use a voucher; 422 with the reason where it does not work")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RedemptionView.class)))
  public Response redeem(@Valid RedeemRequest body) {
    var call = caller.call(Optional.of(keys.required(body)));
    return OutcomeResponses.of(vouchers.redeem(call, body.command(caller.find(body.code()))));
  }

  @GET
  @PermissionsAllowed("vouchers:read")
  @Operation(summary = "List redemptions, newest first")
  public Page<RedemptionView> list(
      @QueryParam("campaignId") Optional<UUID> campaignId,
      @QueryParam("voucherId") Optional<UUID> voucherId,
      @QueryParam("holder") Optional<String> holder,
      @QueryParam("shop") Optional<String> shop,
      @QueryParam("orderId") Optional<String> orderId,
      @BeanParam PeriodQuery period,
      @BeanParam PageQuery page) {
    var filter =
        new RedemptionQueries.Filter(
            campaignId, voucherId, holder, shop, orderId, period.from(), period.to());
    return queries.list(caller.organizationId(), filter, page);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed("vouchers:read")
  @Operation(summary = "Read a redemption")
  public RedemptionView get(@PathParam("id") UUID id) {
    return queries
        .find(caller.organizationId(), id)
        .orElseThrow(() -> Refusal.notFound("redemption"));
  }

  @POST
  @Path("/{id}/rollbacks")
  @PermissionsAllowed("vouchers:write")
  @Parameter(ref = IdempotencyHeader.REQUIRED)
  @Operation(summary = "Give back what a redemption took; all of it returns the use too")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RollbackView.class)))
  public Response rollBack(@PathParam("id") UUID id, @Valid RollbackRequest body) {
    var call = caller.call(Optional.of(keys.required(body)));
    return OutcomeResponses.of(vouchers.rollBack(call, id, TermsRequests.number(body.amount())));
  }

  record RedeemRequest(
      @NotNull @Size(min = 1, max = 64) String code,
      @PlainText @Nullable String holder,
      @PlainText @Nullable String shop,
      @Valid @Nullable OrderRequest order,
      @Amount @Nullable Long amount,
      @Nullable UUID walletId,
      @Nullable UUID reservationId,
      @Metadata @Nullable Map<String, String> metadata) {

    Redeem command(Optional<VoucherPlace> place) {
      return new Redeem(
          place,
          new UseRequest(holder, shop, order, amount, metadata).use(),
          Optional.ofNullable(walletId),
          Optional.ofNullable(reservationId));
    }
  }

  /** All that is left unless an amount is given. */
  record RollbackRequest(@Amount @Nullable Long amount) {}
}
