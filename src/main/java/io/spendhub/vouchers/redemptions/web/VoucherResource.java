package io.spendhub.vouchers.redemptions.web;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.platform.http.IdempotencyHeader;
import io.spendhub.platform.http.json.StrippedText;
import io.spendhub.platform.http.lists.Flag;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.idempotency.OutcomeResponses;
import io.spendhub.platform.idempotency.RequestKeys;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.VoucherPlace;
import io.spendhub.vouchers.campaigns.web.TermsRequests;
import io.spendhub.vouchers.codes.Codes;
import io.spendhub.vouchers.codes.web.QrCode;
import io.spendhub.vouchers.redemptions.ValidationView;
import io.spendhub.vouchers.redemptions.VoucherCommand.TopUpVoucher;
import io.spendhub.vouchers.redemptions.VoucherStatus;
import io.spendhub.vouchers.redemptions.VoucherView;
import io.spendhub.vouchers.redemptions.command.ValidationService;
import io.spendhub.vouchers.redemptions.command.VoucherService;
import io.spendhub.vouchers.redemptions.command.VoucherService.NewVoucher;
import io.spendhub.vouchers.redemptions.query.CandidateQueries.Asked;
import io.spendhub.vouchers.redemptions.query.VoucherQueries;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/vouchers")
@RunOnVirtualThread
@Tag(name = "Vouchers")
class VoucherResource {
  private static final String PNG = "image/png";
  private static final String SVG = "image/svg+xml";

  private final VoucherService vouchers;
  private final ValidationService validations;
  private final VoucherQueries queries;
  private final ApplicableVouchers applicableVouchers;
  private final VoucherCaller caller;
  private final RequestKeys keys;

  VoucherResource(
      VoucherService vouchers,
      ValidationService validations,
      VoucherQueries queries,
      ApplicableVouchers applicableVouchers,
      VoucherCaller caller,
      RequestKeys keys) {
    this.vouchers = vouchers;
    this.validations = validations;
    this.queries = queries;
    this.applicableVouchers = applicableVouchers;
    this.caller = caller;
    this.keys = keys;
  }

  @POST
  @PermissionsAllowed("vouchers:write")
  @Parameter(ref = IdempotencyHeader.OPTIONAL)
  @Operation(summary = "Make one voucher, with a code of your own or one that is drawn")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = VoucherView.class)))
  public Response issue(@Valid IssueRequest body) {
    return OutcomeResponses.of(vouchers.issue(caller.call(keys.ifGiven(body)), body.voucher()));
  }

  @GET
  @PermissionsAllowed("vouchers:read")
  @Operation(
      summary = "List vouchers, newest first",
      description =
          "With applicable=true, those that a shop may accept now from a holder: given to the"
              + " holder or to nobody. Where many have to be looked at, a page may then be shorter"
              + " than its limit and still have a next one.")
  public Page<VoucherView> list(
      @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @QueryParam("applicable")
          Optional<String> applicable,
      @QueryParam("holder") Optional<String> holder,
      @QueryParam("shop") Optional<String> shop,
      @QueryParam("campaignId") Optional<UUID> campaignId,
      @QueryParam("status") Optional<VoucherStatus> status,
      @BeanParam PageQuery page) {
    if (Flag.of("applicable", applicable)) {
      return applicableVouchers.list(
          new Asked(caller.organizationId(), campaignId, holder, shop, status), page);
    }
    if (shop.isPresent()) {
      throw Refusal.invalidField(
          "shop", "not_allowed", "A shop is asked for with applicable=true.");
    }
    var filter = new VoucherQueries.Filter(campaignId, holder, status);
    return queries.list(caller.organizationId(), filter, page);
  }

  @GET
  @Path("/{code}")
  @PermissionsAllowed({"vouchers:read", VoucherCaller.REDEEM})
  @Operation(summary = "Read a voucher by its code")
  public VoucherView get(@PathParam("code") String code) {
    return shown(caller.require(code));
  }

  @POST
  @Path("/extract")
  @PermissionsAllowed({"vouchers:read", VoucherCaller.REDEEM})
  @Operation(summary = "Find the voucher that a scanned QR code stands for")
  public VoucherView extract(@Valid ExtractRequest body) {
    String code =
        Codes.extract(body.text())
            .orElseThrow(
                () -> Refusal.unprocessable("qr_unreadable", "The text is not that of a voucher."));
    return shown(caller.require(code));
  }

  @GET
  @Path("/{code}/qr")
  @PermissionsAllowed("vouchers:read")
  @Produces(PNG)
  @Operation(summary = "Draw a voucher's QR code, as PNG or SVG by the Accept header")
  public byte[] png(@PathParam("code") String code) {
    return QrCode.png(scannable(code));
  }

  @GET
  @Path("/{code}/qr")
  @PermissionsAllowed("vouchers:read")
  @Produces(SVG)
  @Operation(summary = "Draw a voucher's QR code, as PNG or SVG by the Accept header")
  public String svg(@PathParam("code") String code) {
    return QrCode.svg(scannable(code));
  }

  @POST
  @Path("/{code}/validations")
  @PermissionsAllowed({"vouchers:read", VoucherCaller.REDEEM})
  @Operation(summary = "Ask whether a voucher would work now, by the decision of redemptions")
  public ValidationView validate(@PathParam("code") String code, @Valid UseRequest body) {
    return validations.validate(caller.organizationId(), caller.find(code), body.use());
  }

  @POST
  @Path("/{code}/top-ups")
  @PermissionsAllowed("vouchers:write")
  @Parameter(ref = IdempotencyHeader.REQUIRED)
  @Operation(summary = "Add to what a gift card carries")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = VoucherView.class)))
  public Response topUp(@PathParam("code") String code, @Valid TopUpRequest body) {
    var call = caller.call(Optional.of(keys.required(body)));
    VoucherPlace place = caller.require(code);
    return OutcomeResponses.of(
        vouchers.run(call, new TopUpVoucher(place, body.amount(), body.currency())));
  }

  @POST
  @Path("/{code}/disable")
  @PermissionsAllowed("vouchers:write")
  @Operation(summary = "Stop a voucher from being used until it is enabled again")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = VoucherView.class)))
  public Response disable(@PathParam("code") String code) {
    return become(code, VoucherStatus.DISABLED);
  }

  @POST
  @Path("/{code}/enable")
  @PermissionsAllowed("vouchers:write")
  @Operation(summary = "Let a disabled voucher be used again")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = VoucherView.class)))
  public Response enable(@PathParam("code") String code) {
    return become(code, VoucherStatus.ACTIVE);
  }

  /** Where the code itself is not kept, the caller has just told it. */
  private String scannable(String code) {
    return Codes.scannable(shown(caller.require(code)).code().orElse(code));
  }

  private Response become(String codeOrId, VoucherStatus status) {
    VoucherPlace place = caller.requireByCodeOrId(codeOrId);
    return OutcomeResponses.of(vouchers.setStatus(caller.call(Optional.empty()), place, status));
  }

  private VoucherView shown(VoucherPlace place) {
    return queries
        .find(caller.organizationId(), place.voucherId())
        .orElseThrow(() -> Refusal.notFound("voucher"));
  }

  record IssueRequest(
      @NotNull UUID campaignId,
      @Size(max = 64) @Nullable String code,
      @PlainText @Nullable String holder,
      @Amount @Nullable Long amount,
      @Nullable Instant expiresAt) {

    NewVoucher voucher() {
      if (code != null && !Codes.mayBeMade(code)) {
        throw Refusal.invalidField(
            "/code",
            "wrong_format",
            "A code has 3 to 64 letters, digits, spaces, -, _ and dots, and is no UUID.");
      }
      return new NewVoucher(
          campaignId,
          Optional.ofNullable(code),
          Optional.ofNullable(holder),
          TermsRequests.number(amount),
          Optional.ofNullable(expiresAt));
    }
  }

  /** What a scanner read. */
  record ExtractRequest(
      @JsonDeserialize(using = StrippedText.class) @NotNull @Size(max = 2_000) String text) {}

  record TopUpRequest(@NotNull @Amount Long amount, @NotNull @CurrencyCode String currency) {}
}
