package io.spendhub.cards.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.cards.CardCommand.ChangeCard;
import io.spendhub.cards.CardCommand.IssueCard;
import io.spendhub.cards.CardCommand.ReplaceCard;
import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardDetails;
import io.spendhub.cards.CardId;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardType;
import io.spendhub.cards.CardView;
import io.spendhub.cards.VisibleCards;
import io.spendhub.cards.command.CardService;
import io.spendhub.cards.query.CardQueries;
import io.spendhub.identity.Directory;
import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitUsageView;
import io.spendhub.limits.LimitWindow;
import io.spendhub.platform.http.Answers;
import io.spendhub.platform.http.EntityTag;
import io.spendhub.platform.http.IdempotencyHeader;
import io.spendhub.platform.http.calls.CurrentRequest;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.http.validation.Metadata;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.idempotency.IdempotentAnswers;
import io.spendhub.platform.idempotency.RequestKeys;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.shared.ExpectedVersion;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.UserRole;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/cards")
@RunOnVirtualThread
@Tag(name = "Cards")
class CardResource {
  private final CardService cards;
  private final CardQueries queries;
  private final VisibleCards visible;
  private final IdempotentAnswers answers;
  private final RequestKeys keys;
  private final CurrentRequest request;
  private final CurrentCaller caller;
  private final Directory directory;

  CardResource(
      CardService cards,
      CardQueries queries,
      VisibleCards visible,
      IdempotentAnswers answers,
      RequestKeys keys,
      CurrentRequest request,
      CurrentCaller caller,
      Directory directory) {
    this.cards = cards;
    this.queries = queries;
    this.visible = visible;
    this.answers = answers;
    this.keys = keys;
    this.request = request;
    this.caller = caller;
    this.directory = directory;
  }

  @POST
  @PermissionsAllowed("cards:write")
  @Parameter(ref = IdempotencyHeader.OPTIONAL)
  @Operation(summary = "Issue a card on a wallet to a user")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CardView.class)))
  public Response issue(@Valid IssueCardRequest body) {
    IssueCard command = body.command(caller.organizationId(), timezone(), request.id());
    return answers.created(
        caller.organizationId(),
        keys.ifGiven(body.concealing(cards::concealed)),
        "/v1/cards",
        () -> cards.issue(command));
  }

  @GET
  @PermissionsAllowed({"cards:read", UserRole.Scope.OWN})
  @Operation(summary = "List cards, newest first")
  public Page<CardView> list(
      @QueryParam("walletId") Optional<UUID> walletId,
      @QueryParam("holderId") Optional<UUID> holderId,
      @QueryParam("status") Optional<CardStatus> status,
      @BeanParam PageQuery page) {
    return queries.list(
        caller.organizationId(), visible.to(caller.get()), walletId, holderId, status, page);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed({"cards:read", UserRole.Scope.OWN})
  @Operation(summary = "Read a card")
  public RestResponse<CardView> get(@PathParam("id") UUID id) {
    visible.require(caller.get(), id);
    return Answers.ok(
        queries.find(caller.organizationId(), id).orElseThrow(() -> Refusal.notFound("card")));
  }

  @PATCH
  @Path("/{id}")
  @PermissionsAllowed("cards:write")
  @Operation(summary = "Change a card's memo, limits, controls or metadata")
  public RestResponse<CardView> change(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      @Valid ChangeCardRequest body) {
    return Answers.ok(
        cards.change(
            body.command(named(id), EntityTag.expectedBy(ifMatch), timezone(), request.id())));
  }

  @GET
  @Path("/{id}/limits")
  @PermissionsAllowed({"cards:read", UserRole.Scope.OWN})
  @Operation(summary = "Read a card's limits and what was used of them")
  public LimitUsageView.Limits limits(@PathParam("id") UUID id) {
    visible.require(caller.get(), id);
    return queries.limits(caller.organizationId(), id).orElseThrow(() -> Refusal.notFound("card"));
  }

  @POST
  @Path("/{id}/replace")
  @PermissionsAllowed("cards:write")
  @Parameter(ref = IdempotencyHeader.OPTIONAL)
  @Operation(summary = "Issue a card in place of this one, which closes at once")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CardView.class)))
  public Response replace(@PathParam("id") UUID id, @Valid ReplaceCardRequest body) {
    ReplaceCard command = body.command(named(id), request.id());
    return answers.created(
        caller.organizationId(),
        keys.ifGiven(body.concealing(cards::concealed)),
        "/v1/cards",
        () -> cards.replace(command));
  }

  @POST
  @Path("/{id}/activate")
  @PermissionsAllowed("cards:write")
  @Operation(summary = "Let a new physical card be used")
  public RestResponse<CardView> activate(@PathParam("id") UUID id) {
    return Answers.ok(cards.activate(named(id), request.id()));
  }

  @POST
  @Path("/{id}/freeze")
  @PermissionsAllowed({"cards:write", UserRole.Scope.OWN})
  @Operation(summary = "Stop all spending with a card until it is unfrozen")
  public RestResponse<CardView> freeze(@PathParam("id") UUID id) {
    visible.require(caller.get(), id);
    return Answers.ok(cards.freeze(named(id), request.id()));
  }

  @POST
  @Path("/{id}/unfreeze")
  @PermissionsAllowed("cards:write")
  @Operation(summary = "Let a frozen card be used again")
  public RestResponse<CardView> unfreeze(@PathParam("id") UUID id) {
    return Answers.ok(cards.unfreeze(named(id), request.id()));
  }

  @POST
  @Path("/{id}/close")
  @PermissionsAllowed("cards:write")
  @Operation(summary = "End a card for good; its holds stay")
  public RestResponse<CardView> close(@PathParam("id") UUID id) {
    return Answers.ok(cards.close(named(id), request.id()));
  }

  private String timezone() {
    return directory.organization(caller.organizationId()).timezone().getId();
  }

  private CardId named(UUID id) {
    return new CardId(caller.organizationId(), id);
  }

  /** A new card; either its number or what the processor tells of it, or neither. */
  record IssueCardRequest(
      @NotNull UUID walletId,
      @NotNull UUID holderId,
      @NotNull CardType type,
      @PlainText(max = 200) @Nullable String memo,
      @Nullable String number,
      @Min(1) @Max(12) @Nullable Integer expMonth,
      @Min(2000) @Max(9999) @Nullable Integer expYear,
      @Pattern(regexp = "[0-9]{4}", message = "must be four digits") @Nullable String last4,
      @PlainText @Nullable String tokenRef,
      @Size(max = LimitWindow.HOW_MANY) @Nullable List<LimitSpec> limits,
      @Valid @Nullable ControlsRequest controls,
      @Metadata @Nullable Map<String, String> metadata) {

    IssueCard command(UUID organizationId, String timezone, String requestId) {
      return new IssueCard(
          organizationId,
          walletId,
          holderId,
          type,
          Optional.ofNullable(memo),
          details(number, expMonth, expYear, last4, tokenRef),
          Optional.ofNullable(limits).orElse(List.of()),
          Optional.ofNullable(controls).map(c -> c.controls(timezone)).orElse(CardControls.NONE),
          Optional.ofNullable(metadata).orElse(Map.of()),
          requestId);
    }

    /** The same request, with its number in a form that can be kept. */
    IssueCardRequest concealing(UnaryOperator<String> conceal) {
      return new IssueCardRequest(
          walletId,
          holderId,
          type,
          memo,
          number == null ? null : conceal.apply(number),
          expMonth,
          expYear,
          last4,
          tokenRef,
          limits,
          controls,
          metadata);
    }

    /** What a request tells of a card; a number brings its own last four digits. */
    static CardDetails details(
        @Nullable String number,
        @Nullable Integer expMonth,
        @Nullable Integer expYear,
        @Nullable String last4,
        @Nullable String tokenRef) {
      if (number != null && last4 != null) {
        throw Refusal.invalidField("/last4", "not_allowed", "The number tells its last digits.");
      }
      if ((expMonth == null) != (expYear == null)) {
        throw Refusal.invalidField(
            expMonth == null ? "/expMonth" : "/expYear", "required", "An expiry has both.");
      }
      return new CardDetails(
          Optional.ofNullable(number),
          expMonth == null || expYear == null
              ? Optional.empty()
              : Optional.of(YearMonth.of(expYear, expMonth)),
          Optional.ofNullable(last4),
          Optional.ofNullable(tokenRef));
    }

    /** Without the number, so that no log line can hold it. */
    @Override
    public String toString() {
      return "IssueCardRequest[walletId=" + walletId + "]";
    }
  }

  /** What is given replaces what was there; null clears it. */
  record ChangeCardRequest(
      @Schema(implementation = String.class) Patch<@PlainText(max = 200) String> memo,
      @Schema(implementation = LimitSpec[].class)
          Patch<@Size(max = LimitWindow.HOW_MANY) List<LimitSpec>> limits,
      @Schema(implementation = ControlsRequest.class) Patch<@Valid ControlsRequest> controls,
      @Schema(implementation = Map.class) Patch<@Metadata Map<String, String>> metadata) {

    ChangeCard command(CardId id, ExpectedVersion expected, String timezone, String requestId) {
      return new ChangeCard(
          id,
          expected,
          memo.isPresent(),
          memo.over(Optional.empty()),
          limits.isPresent() ? Optional.of(limits.over(List.of())) : Optional.empty(),
          controls.isPresent() ? Optional.of(controls(timezone)) : Optional.empty(),
          metadata.isPresent() ? Optional.of(metadata.over(Map.of())) : Optional.empty(),
          requestId);
    }

    private CardControls controls(String timezone) {
      return controls
          .over(Optional.empty())
          .map(stated -> stated.controls(timezone))
          .orElse(CardControls.NONE);
    }
  }

  /** A card in place of another. */
  record ReplaceCardRequest(
      @NotNull ReplaceCard.Reason reason,
      @Nullable String number,
      @Min(1) @Max(12) @Nullable Integer expMonth,
      @Min(2000) @Max(9999) @Nullable Integer expYear,
      @Pattern(regexp = "[0-9]{4}", message = "must be four digits") @Nullable String last4,
      @PlainText @Nullable String tokenRef) {

    ReplaceCard command(CardId id, String requestId) {
      return new ReplaceCard(
          id,
          reason,
          IssueCardRequest.details(number, expMonth, expYear, last4, tokenRef),
          requestId);
    }

    /** The same request, with its number in a form that can be kept. */
    ReplaceCardRequest concealing(UnaryOperator<String> conceal) {
      return new ReplaceCardRequest(
          reason,
          number == null ? null : conceal.apply(number),
          expMonth,
          expYear,
          last4,
          tokenRef);
    }

    /** Without the number, so that no log line can hold it. */
    @Override
    public String toString() {
      return "ReplaceCardRequest[reason=" + reason + "]";
    }
  }
}
