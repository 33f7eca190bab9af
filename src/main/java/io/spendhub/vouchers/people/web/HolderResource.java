package io.spendhub.vouchers.people.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import io.spendhub.vouchers.people.HolderId;
import io.spendhub.vouchers.people.HolderStatus;
import io.spendhub.vouchers.people.HolderView;
import io.spendhub.vouchers.people.PeopleCommand.ChangeHolder;
import io.spendhub.vouchers.people.command.HolderService;
import io.spendhub.vouchers.people.query.HolderQueries;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/holders")
@RunOnVirtualThread
@Tag(name = "Vouchers")
class HolderResource {
  private final HolderService holders;
  private final HolderQueries queries;
  private final IdempotentAnswers answers;
  private final RequestKeys keys;
  private final CurrentRequest request;
  private final CurrentCaller caller;

  HolderResource(
      HolderService holders,
      HolderQueries queries,
      IdempotentAnswers answers,
      RequestKeys keys,
      CurrentRequest request,
      CurrentCaller caller) {
    this.holders = holders;
    this.queries = queries;
    this.answers = answers;
    this.keys = keys;
    this.request = request;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("vouchers:write")
  @Parameter(ref = IdempotencyHeader.OPTIONAL)
  @Operation(summary = "Say something of a holder, under the name that redemptions use")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = HolderView.class)))
  public Response create(@Valid HolderRequest body) {
    Map<String, String> metadata = Optional.ofNullable(body.metadata()).orElse(Map.of());
    return answers.created(
        caller.organizationId(),
        keys.ifGiven(body),
        "/v1/holders",
        () -> holders.create(caller.organizationId(), body.name(), metadata));
  }

  @GET
  @PermissionsAllowed("vouchers:read")
  @Operation(summary = "List holders, newest first")
  public Page<HolderView> list(
      @QueryParam("name") Optional<String> name,
      @QueryParam("status") Optional<HolderStatus> status,
      @BeanParam PageQuery page) {
    return queries.list(caller.organizationId(), name, status, page);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed("vouchers:read")
  @Operation(summary = "Read a holder")
  public RestResponse<HolderView> get(@PathParam("id") UUID id) {
    return Answers.ok(queries.find(named(id)).orElseThrow(() -> Refusal.notFound("holder")));
  }

  @PATCH
  @Path("/{id}")
  @PermissionsAllowed("vouchers:write")
  @Operation(summary = "Change a holder's name or metadata")
  public RestResponse<HolderView> change(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      @Valid ChangeHolderRequest body) {
    return Answers.ok(holders.change(body.command(named(id), EntityTag.expectedBy(ifMatch))));
  }

  @POST
  @Path("/{id}/block")
  @PermissionsAllowed("vouchers:write")
  @Operation(summary = "Stop a holder from using vouchers until they are unblocked")
  public RestResponse<HolderView> block(@PathParam("id") UUID id) {
    return Answers.ok(holders.block(named(id), request.id()));
  }

  @POST
  @Path("/{id}/unblock")
  @PermissionsAllowed("vouchers:write")
  @Operation(summary = "Let a blocked holder use vouchers again")
  public RestResponse<HolderView> unblock(@PathParam("id") UUID id) {
    return Answers.ok(holders.unblock(named(id), request.id()));
  }

  private HolderId named(UUID id) {
    return new HolderId(caller.organizationId(), id);
  }

  record HolderRequest(
      @NotNull @PlainText String name, @Metadata @Nullable Map<String, String> metadata) {}

  record ChangeHolderRequest(
      @Schema(implementation = String.class) Patch<@NotNull @PlainText String> name,
      @Schema(implementation = Map.class) Patch<@Metadata Map<String, String>> metadata) {

    ChangeHolder command(HolderId id, ExpectedVersion expected) {
      return new ChangeHolder(
          id,
          expected,
          name.over(Optional.empty()),
          metadata.isPresent() ? Optional.of(metadata.over(Map.of())) : Optional.empty());
    }
  }
}
