package io.spendhub.vouchers.campaigns.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.identity.Directory;
import io.spendhub.platform.http.Answers;
import io.spendhub.platform.http.EntityTag;
import io.spendhub.platform.http.IdempotencyHeader;
import io.spendhub.platform.http.calls.CurrentRequest;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.http.validation.Amount;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.idempotency.IdempotentAnswers;
import io.spendhub.platform.idempotency.RequestKeys;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.shared.ExpectedVersion;
import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.campaigns.CampaignCommand.ChangeCampaign;
import io.spendhub.vouchers.campaigns.CampaignCommand.OpenCampaign;
import io.spendhub.vouchers.campaigns.CampaignId;
import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.campaigns.CampaignView;
import io.spendhub.vouchers.campaigns.Rule;
import io.spendhub.vouchers.campaigns.Stacking;
import io.spendhub.vouchers.campaigns.command.CampaignService;
import io.spendhub.vouchers.campaigns.query.CampaignQueries;
import io.spendhub.vouchers.campaigns.web.TermsRequests.CodeRequest;
import io.spendhub.vouchers.campaigns.web.TermsRequests.DiscountRequest;
import io.spendhub.vouchers.campaigns.web.TermsRequests.LimitsRequest;
import io.spendhub.vouchers.campaigns.web.TermsRequests.ScheduleRequest;
import io.spendhub.vouchers.campaigns.web.TermsRequests.StackingRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/campaigns")
@RunOnVirtualThread
@Tag(name = "Vouchers")
class CampaignResource {
  private final CampaignService campaigns;
  private final CampaignQueries queries;
  private final Directory directory;
  private final IdempotentAnswers answers;
  private final RequestKeys keys;
  private final CurrentRequest request;
  private final CurrentCaller caller;

  CampaignResource(
      CampaignService campaigns,
      CampaignQueries queries,
      Directory directory,
      IdempotentAnswers answers,
      RequestKeys keys,
      CurrentRequest request,
      CurrentCaller caller) {
    this.campaigns = campaigns;
    this.queries = queries;
    this.directory = directory;
    this.answers = answers;
    this.keys = keys;
    this.request = request;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("vouchers:write")
  @Parameter(ref = IdempotencyHeader.OPTIONAL)
  @Operation(summary = "Draft a campaign of discounts, gift cards or wallet credits")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CampaignView.class)))
  public Response open(@Valid CampaignRequest body) {
    OpenCampaign command = body.command(caller.organizationId(), timezone(), request.id());
    return answers.created(
        caller.organizationId(),
        keys.ifGiven(body),
        "/v1/campaigns",
        () -> campaigns.open(command));
  }

  @GET
  @PermissionsAllowed("vouchers:read")
  @Operation(summary = "List campaigns, newest first")
  public Page<CampaignView> list(
      @QueryParam("status") Optional<CampaignStatus> status,
      @QueryParam("type") Optional<CampaignType> type,
      @BeanParam PageQuery page) {
    return queries.list(caller.organizationId(), status, type, page);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed("vouchers:read")
  @Operation(summary = "Read a campaign with what it has given")
  public RestResponse<CampaignView> get(@PathParam("id") UUID id) {
    return Answers.ok(
        queries.find(caller.organizationId(), id).orElseThrow(() -> Refusal.notFound("campaign")));
  }

  @PATCH
  @Path("/{id}")
  @PermissionsAllowed("vouchers:write")
  @Operation(summary = "Change a campaign's name, terms or metadata")
  public RestResponse<CampaignView> change(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      @Valid ChangeCampaignRequest body) {
    return Answers.ok(
        campaigns.change(
            body.command(named(id), EntityTag.expectedBy(ifMatch), timezone(), request.id())));
  }

  @POST
  @Path("/{id}/activate")
  @PermissionsAllowed("vouchers:write")
  @Operation(summary = "Let a campaign's vouchers be used")
  public RestResponse<CampaignView> activate(@PathParam("id") UUID id) {
    return Answers.ok(campaigns.activate(named(id), request.id()));
  }

  @POST
  @Path("/{id}/pause")
  @PermissionsAllowed("vouchers:write")
  @Operation(summary = "Stop a campaign's vouchers from being used until it is activated again")
  public RestResponse<CampaignView> pause(@PathParam("id") UUID id) {
    return Answers.ok(campaigns.pause(named(id), request.id()));
  }

  @POST
  @Path("/{id}/end")
  @PermissionsAllowed("vouchers:write")
  @Operation(summary = "End a campaign for good; what its vouchers carry goes back")
  public RestResponse<CampaignView> end(@PathParam("id") UUID id) {
    return Answers.ok(campaigns.end(named(id), request.id()));
  }

  private CampaignId named(UUID id) {
    return new CampaignId(caller.organizationId(), id);
  }

  private String timezone() {
    return directory.organization(caller.organizationId()).timezone().getId();
  }

  record CampaignRequest(
      @NotNull @PlainText(max = 200) String name,
      @NotNull CampaignType type,
      @Valid @Nullable DiscountRequest discount,
      @CurrencyCode @Nullable String currency,
      @Amount @Nullable Long amount,
      @Valid @Nullable CodeRequest code,
      @Valid @Nullable ScheduleRequest schedule,
      @Valid @Nullable LimitsRequest limits,
      @Nullable Rule rules,
      @Valid @Nullable StackingRequest stacking,
      @Metadata @Nullable Map<String, String> metadata) {

    OpenCampaign command(UUID organizationId, String organizationTimezone, String requestId) {
      CampaignTerms terms =
          new CampaignTerms(
              Optional.ofNullable(discount).map(DiscountRequest::discount),
              amount == null ? OptionalLong.empty() : OptionalLong.of(amount),
              TermsRequests.code(Optional.ofNullable(code)),
              TermsRequests.schedule(Optional.ofNullable(schedule), organizationTimezone),
              TermsRequests.limits(Optional.ofNullable(limits)),
              Optional.ofNullable(rules),
              Optional.ofNullable(stacking).map(StackingRequest::stacking).orElse(Stacking.ALONE));
      return new OpenCampaign(
          organizationId,
          name,
          type,
          Optional.ofNullable(currency),
          terms,
          Optional.ofNullable(metadata).orElse(Map.of()),
          requestId);
    }
  }

  /**
   * A part that is given replaces the one before; null takes it back to what it is if never said.
   */
  record ChangeCampaignRequest(
      @Schema(implementation = String.class) Patch<@NotNull @PlainText(max = 200) String> name,
      @Schema(implementation = DiscountRequest.class)
          Patch<@NotNull @Valid DiscountRequest> discount,
      @Schema(implementation = Long.class) Patch<@NotNull @Amount Long> amount,
      @Schema(implementation = CodeRequest.class) Patch<@Valid CodeRequest> code,
      @Schema(implementation = ScheduleRequest.class) Patch<@Valid ScheduleRequest> schedule,
      @Schema(implementation = LimitsRequest.class) Patch<@Valid LimitsRequest> limits,
      @Schema(implementation = Rule.class) Patch<Rule> rules,
      @Schema(implementation = StackingRequest.class) Patch<@Valid StackingRequest> stacking,
      @Schema(implementation = Map.class) Patch<@Metadata Map<String, String>> metadata) {

    ChangeCampaign command(
        CampaignId id, ExpectedVersion expected, String organizationTimezone, String requestId) {
      return new ChangeCampaign(
          id,
          expected,
          name.over(Optional.empty()),
          terms -> over(terms, organizationTimezone),
          metadata.isPresent() ? Optional.of(metadata.over(Map.of())) : Optional.empty(),
          requestId);
    }

    private CampaignTerms over(CampaignTerms terms, String organizationTimezone) {
      return new CampaignTerms(
          discount.isPresent()
              ? discount.over(Optional.empty()).map(DiscountRequest::discount)
              : terms.discount(),
          amount.isPresent()
              ? amount.over(Optional.empty()).map(OptionalLong::of).orElse(OptionalLong.empty())
              : terms.amount(),
          code.isPresent() ? TermsRequests.code(code.over(Optional.empty())) : terms.code(),
          schedule.isPresent()
              ? TermsRequests.schedule(schedule.over(Optional.empty()), organizationTimezone)
              : terms.schedule(),
          limits.isPresent() ? TermsRequests.limits(limits.over(Optional.empty())) : terms.limits(),
          rules.over(terms.rules()),
          stacking.isPresent()
              ? stacking
                  .over(Optional.empty())
                  .map(StackingRequest::stacking)
                  .orElse(Stacking.ALONE)
              : terms.stacking());
    }
  }
}
