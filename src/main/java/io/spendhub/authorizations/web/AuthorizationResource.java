package io.spendhub.authorizations.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.authorizations.AuthorizationFilter;
import io.spendhub.authorizations.AuthorizationStatus;
import io.spendhub.authorizations.AuthorizationView;
import io.spendhub.authorizations.Decision;
import io.spendhub.authorizations.OperationKind;
import io.spendhub.authorizations.command.AuthorizationService;
import io.spendhub.authorizations.query.AuthorizationQueries;
import io.spendhub.cards.VisibleCards;
import io.spendhub.platform.http.IdempotencyHeader;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.http.lists.PeriodQuery;
import io.spendhub.platform.idempotency.OutcomeResponses;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.UserRole;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/authorizations")
@RunOnVirtualThread
@Tag(name = "Authorizations")
class AuthorizationResource {
  private final AuthorizationService authorizations;
  private final AuthorizationQueries queries;
  private final VisibleCards cards;
  private final NetworkCalls calls;
  private final CurrentCaller caller;

  AuthorizationResource(
      AuthorizationService authorizations,
      AuthorizationQueries queries,
      VisibleCards cards,
      NetworkCalls calls,
      CurrentCaller caller) {
    this.authorizations = authorizations;
    this.queries = queries;
    this.cards = cards;
    this.calls = calls;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("authorizations:write")
  @Parameter(ref = IdempotencyHeader.REQUIRED)
  @Operation(summary = "Ask for a purchase to be approved; a decline is an answer too")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AuthorizationView.class)))
  public Response authorize(@Valid AuthorizeRequest body) {
    return OutcomeResponses.of(
        authorizations.onCard(
            calls.of(body),
            body.cardId(),
            AuthorizeRequest.KIND,
            body.command(calls.voucher(body.voucherCode()))));
  }

  @GET
  @PermissionsAllowed({"authorizations:read", UserRole.Scope.OWN})
  @Operation(summary = "List authorizations, newest first")
  public Page<AuthorizationView> list(
      @QueryParam("cardId") Optional<UUID> cardId,
      @QueryParam("walletId") Optional<UUID> walletId,
      @QueryParam("status") Optional<AuthorizationStatus> status,
      @QueryParam("decision") Optional<Decision> decision,
      @BeanParam PeriodQuery period,
      @BeanParam PageQuery page) {
    AuthorizationFilter filter =
        new AuthorizationFilter(cardId, walletId, status, decision, period.from(), period.to());
    return queries.list(caller.organizationId(), cards.to(caller.get()), filter, page);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed({"authorizations:read", UserRole.Scope.OWN})
  @Operation(summary = "Read an authorization")
  public AuthorizationView get(@PathParam("id") UUID id) {
    return queries
        .find(caller.organizationId(), id)
        .filter(found -> cards.isVisible(caller.get(), found.cardId()))
        .orElseThrow(() -> Refusal.notFound("authorization"));
  }

  @POST
  @Path("/{id}/increments")
  @PermissionsAllowed("authorizations:write")
  @Parameter(ref = IdempotencyHeader.REQUIRED)
  @Operation(summary = "The merchant asks for more; declined by the rules that decline purchases")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AuthorizationView.class)))
  public Response increment(@PathParam("id") UUID id, @Valid OperationRequest body) {
    return operate(id, OperationKind.INCREMENT, body);
  }

  @POST
  @Path("/{id}/clearings")
  @PermissionsAllowed("authorizations:write")
  @Parameter(ref = IdempotencyHeader.REQUIRED)
  @Operation(summary = "The merchant takes its money; this always posts")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AuthorizationView.class)))
  public Response clear(@PathParam("id") UUID id, @Valid OperationRequest body) {
    return operate(id, OperationKind.CLEARING, body);
  }

  @POST
  @Path("/{id}/reversals")
  @PermissionsAllowed("authorizations:write")
  @Parameter(ref = IdempotencyHeader.REQUIRED)
  @Operation(summary = "The merchant gives back what is held")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AuthorizationView.class)))
  public Response reverse(@PathParam("id") UUID id, @Valid OperationRequest body) {
    return operate(id, OperationKind.REVERSAL, body);
  }

  @POST
  @Path("/{id}/refunds")
  @PermissionsAllowed("authorizations:write")
  @Parameter(ref = IdempotencyHeader.REQUIRED)
  @Operation(summary = "The merchant pays back what was cleared")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AuthorizationView.class)))
  public Response refund(@PathParam("id") UUID id, @Valid OperationRequest body) {
    return operate(id, OperationKind.REFUND, body);
  }

  private Response operate(UUID id, OperationKind kind, OperationRequest body) {
    return OutcomeResponses.of(
        authorizations.onAuthorization(
            calls.of(body), id, kind, payers -> body.command(id, payers, kind)));
  }
}
