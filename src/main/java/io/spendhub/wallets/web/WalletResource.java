package io.spendhub.wallets.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.identity.OwnerType;
import io.spendhub.ledger.MoneyCall;
import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitWindow;
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
import io.spendhub.platform.idempotency.OutcomeResponses;
import io.spendhub.platform.idempotency.RequestKeys;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.shared.ExpectedVersion;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.UserRole;
import io.spendhub.wallets.MovementView;
import io.spendhub.wallets.VisibleWallets;
import io.spendhub.wallets.WalletCommand.ChangeWallet;
import io.spendhub.wallets.WalletCommand.OpenWallet;
import io.spendhub.wallets.WalletId;
import io.spendhub.wallets.WalletMoneyCommand;
import io.spendhub.wallets.WalletMoneyCommand.TopUp;
import io.spendhub.wallets.WalletMoneyCommand.Withdraw;
import io.spendhub.wallets.WalletStatus;
import io.spendhub.wallets.WalletView;
import io.spendhub.wallets.command.WalletMoneyService;
import io.spendhub.wallets.command.WalletService;
import io.spendhub.wallets.query.WalletQueries;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/wallets")
@RunOnVirtualThread
@Tag(name = "Wallets")
class WalletResource {
  private final WalletService wallets;
  private final WalletMoneyService money;
  private final WalletQueries queries;
  private final VisibleWallets visible;
  private final IdempotentAnswers answers;
  private final RequestKeys keys;
  private final CurrentRequest request;
  private final CurrentCaller caller;

  WalletResource(
      WalletService wallets,
      WalletMoneyService money,
      WalletQueries queries,
      VisibleWallets visible,
      IdempotentAnswers answers,
      RequestKeys keys,
      CurrentRequest request,
      CurrentCaller caller) {
    this.wallets = wallets;
    this.money = money;
    this.queries = queries;
    this.visible = visible;
    this.answers = answers;
    this.keys = keys;
    this.request = request;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("wallets:write")
  @Parameter(ref = IdempotencyHeader.OPTIONAL)
  @Operation(summary = "Open a wallet for a team or a user")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = WalletView.class)))
  public Response open(@Valid OpenWalletRequest body) {
    OpenWallet command = body.command(caller.organizationId(), request.id());
    return answers.created(
        caller.organizationId(), keys.ifGiven(body), "/v1/wallets", () -> wallets.open(command));
  }

  @GET
  @PermissionsAllowed({"wallets:read", UserRole.Scope.OWN})
  @Operation(summary = "List wallets, newest first")
  public Page<WalletView> list(
      @QueryParam("teamId") Optional<UUID> teamId,
      @QueryParam("userId") Optional<UUID> userId,
      @QueryParam("status") Optional<WalletStatus> status,
      @BeanParam PageQuery page) {
    return queries.list(
        caller.organizationId(), visible.to(caller.get()), teamId, userId, status, page);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed({"wallets:read", UserRole.Scope.OWN})
  @Operation(summary = "Read a wallet with its balance")
  public RestResponse<WalletView> get(@PathParam("id") UUID id) {
    visible.require(caller.get(), id);
    return Answers.ok(
        queries.find(caller.organizationId(), id).orElseThrow(() -> Refusal.notFound("wallet")));
  }

  @PATCH
  @Path("/{id}")
  @PermissionsAllowed("wallets:write")
  @Operation(summary = "Change a wallet's name, limits or metadata")
  public RestResponse<WalletView> change(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      @Valid ChangeWalletRequest body) {
    return Answers.ok(
        wallets.change(body.command(named(id), EntityTag.expectedBy(ifMatch), request.id())));
  }

  @POST
  @Path("/{id}/top-ups")
  @PermissionsAllowed("wallets:write")
  @Parameter(ref = IdempotencyHeader.REQUIRED)
  @Operation(summary = "Bring money into a wallet")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MovementView.OneWallet.class)))
  public Response topUp(@PathParam("id") UUID id, @Valid MoneyRequest body) {
    return execute(body, new TopUp(id, body.amount(), body.currency(), body.referenceIfAny()));
  }

  @POST
  @Path("/{id}/withdrawals")
  @PermissionsAllowed("wallets:write")
  @Parameter(ref = IdempotencyHeader.REQUIRED)
  @Operation(summary = "Take money out of a wallet")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MovementView.OneWallet.class)))
  public Response withdraw(@PathParam("id") UUID id, @Valid MoneyRequest body) {
    return execute(body, new Withdraw(id, body.amount(), body.currency(), body.referenceIfAny()));
  }

  @POST
  @Path("/{id}/freeze")
  @PermissionsAllowed("wallets:write")
  @Operation(summary = "Stop money from leaving a wallet until it is unfrozen")
  public RestResponse<WalletView> freeze(@PathParam("id") UUID id) {
    return Answers.ok(wallets.freeze(named(id), request.id()));
  }

  @POST
  @Path("/{id}/unfreeze")
  @PermissionsAllowed("wallets:write")
  @Operation(summary = "Let a frozen wallet be used again")
  public RestResponse<WalletView> unfreeze(@PathParam("id") UUID id) {
    return Answers.ok(wallets.unfreeze(named(id), request.id()));
  }

  @POST
  @Path("/{id}/close")
  @PermissionsAllowed("wallets:write")
  @Operation(summary = "End a wallet for good, when nothing is posted and nothing is held")
  public RestResponse<WalletView> close(@PathParam("id") UUID id) {
    return Answers.ok(wallets.close(named(id), request.id()));
  }

  private WalletId named(UUID id) {
    return new WalletId(caller.organizationId(), id);
  }

  private MoneyCall call(MoneyRequest body) {
    return MoneyCall.of(caller, request, Optional.of(keys.required(body)));
  }

  private Response execute(MoneyRequest body, WalletMoneyCommand command) {
    return OutcomeResponses.of(money.execute(call(body), command));
  }

  record OpenWalletRequest(
      @NotNull @Valid OwnerRequest owner,
      @NotNull @PlainText(max = 200) String name,
      @NotNull @CurrencyCode String currency,
      @Size(max = LimitWindow.HOW_MANY) @Nullable List<LimitSpec> limits,
      @Metadata @Nullable Map<String, String> metadata) {

    record OwnerRequest(@NotNull OwnerType type, @NotNull UUID id) {}

    OpenWallet command(UUID organizationId, String requestId) {
      return new OpenWallet(
          organizationId,
          owner.type(),
          owner.id(),
          name,
          currency,
          Optional.ofNullable(limits).orElse(List.of()),
          Optional.ofNullable(metadata).orElse(Map.of()),
          requestId);
    }
  }

  /** A list of limits replaces the one before; null clears limits and metadata. */
  record ChangeWalletRequest(
      @Schema(implementation = String.class) Patch<@NotNull @PlainText(max = 200) String> name,
      @Schema(implementation = LimitSpec[].class)
          Patch<@Size(max = LimitWindow.HOW_MANY) List<LimitSpec>> limits,
      @Schema(implementation = Map.class) Patch<@Metadata Map<String, String>> metadata) {

    ChangeWallet command(WalletId id, ExpectedVersion expected, String requestId) {
      return new ChangeWallet(
          id,
          expected,
          name.over(Optional.empty()),
          limits.isPresent() ? Optional.of(limits.over(List.of())) : Optional.empty(),
          metadata.isPresent() ? Optional.of(metadata.over(Map.of())) : Optional.empty(),
          requestId);
    }
  }

  /** A top-up or a withdrawal. */
  record MoneyRequest(
      @NotNull @Amount Long amount,
      @NotNull @CurrencyCode String currency,
      @PlainText @Nullable String reference) {

    Optional<String> referenceIfAny() {
      return Optional.ofNullable(reference);
    }
  }
}
