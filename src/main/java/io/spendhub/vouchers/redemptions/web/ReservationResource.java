package io.spendhub.vouchers.redemptions.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.platform.http.IdempotencyHeader;
import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.idempotency.OutcomeResponses;
import io.spendhub.platform.idempotency.RequestKeys;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.redemptions.ReservationView;
import io.spendhub.vouchers.redemptions.VoucherCommand.Reserve;
import io.spendhub.vouchers.redemptions.command.VoucherService;
import io.spendhub.vouchers.redemptions.query.RedemptionQueries;
import io.spendhub.vouchers.redemptions.web.UseRequest.OrderRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
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

@Path("/v1/reservations")
@RunOnVirtualThread
@Tag(name = "Vouchers")
class ReservationResource {
  private final VoucherService vouchers;
  private final RedemptionQueries queries;
  private final VoucherCaller caller;
  private final RequestKeys keys;

  ReservationResource(
      VoucherService vouchers, RedemptionQueries queries, VoucherCaller caller, RequestKeys keys) {
    this.vouchers = vouchers;
    this.queries = queries;
    this.caller = caller;
    this.keys = keys;
  }

  @POST
  @PermissionsAllowed({"vouchers:write", VoucherCaller.REDEEM})
  @Parameter(ref = IdempotencyHeader.OPTIONAL)
  @Operation(summary = "Keep a use or an amount for a while; 422 where the voucher does not work")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ReservationView.class)))
  public Response reserve(@Valid ReserveRequest body) {
    var call = caller.call(keys.ifGiven(body));
    return OutcomeResponses.of(vouchers.run(call, body.command(caller.find(body.code()))));
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed({"vouchers:read", VoucherCaller.REDEEM})
  @Operation(summary = "Read a reservation")
  public ReservationView get(@PathParam("id") UUID id) {
    return queries
        .reservation(caller.organizationId(), id)
        .orElseThrow(() -> Refusal.notFound("reservation"));
  }

  @POST
  @Path("/{id}/release")
  @PermissionsAllowed({"vouchers:write", VoucherCaller.REDEEM})
  @Operation(summary = "Give up a reservation before its time")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ReservationView.class)))
  public Response release(@PathParam("id") UUID id) {
    return OutcomeResponses.of(vouchers.release(caller.call(Optional.empty()), id));
  }

  /** {@code keepForSeconds}: 15 minutes unless given, at most a week. */
  record ReserveRequest(
      @NotNull @Size(min = 1, max = 64) String code,
      @PlainText @Nullable String holder,
      @PlainText @Nullable String shop,
      @Valid @Nullable OrderRequest order,
      @Amount @Nullable Long amount,
      @Min(1) @Max(604_800) @Nullable Long keepForSeconds,
      @Metadata @Nullable Map<String, String> metadata) {
    private static final Duration USUAL = Duration.ofMinutes(15);

    Reserve command(Optional<VoucherPlace> place) {
      return new Reserve(
          place,
          new UseRequest(holder, shop, order, amount, metadata).use(),
          keepForSeconds == null ? USUAL : Duration.ofSeconds(keepForSeconds));
    }
  }
}
