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
import io.spendhub.vouchers.people.PeopleCommand.ChangeShop;
import io.spendhub.vouchers.people.ShopId;
import io.spendhub.vouchers.people.ShopView;
import io.spendhub.vouchers.people.command.ShopService;
import io.spendhub.vouchers.people.command.ShopService.NewShop;
import io.spendhub.vouchers.people.query.ShopQueries;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
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

@Path("/v1/shops")
@RunOnVirtualThread
@Tag(name = "Vouchers")
class ShopResource {
  private final ShopService shops;
  private final ShopQueries queries;
  private final IdempotentAnswers answers;
  private final RequestKeys keys;
  private final CurrentRequest request;
  private final CurrentCaller caller;

  ShopResource(
      ShopService shops,
      ShopQueries queries,
      IdempotentAnswers answers,
      RequestKeys keys,
      CurrentRequest request,
      CurrentCaller caller) {
    this.shops = shops;
    this.queries = queries;
    this.answers = answers;
    this.keys = keys;
    this.request = request;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("vouchers:write")
  @Parameter(ref = IdempotencyHeader.OPTIONAL)
  @Operation(summary = "Name a shop and the campaigns whose vouchers it takes")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ShopView.class)))
  public Response create(@Valid ShopRequest body) {
    NewShop command = body.command(caller.organizationId(), request.id());
    return answers.created(
        caller.organizationId(), keys.ifGiven(body), "/v1/shops", () -> shops.create(command));
  }

  @GET
  @PermissionsAllowed("vouchers:read")
  @Operation(summary = "List shops, newest first")
  public Page<ShopView> list(@QueryParam("name") Optional<String> name, @BeanParam PageQuery page) {
    return queries.list(caller.organizationId(), name, page);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed("vouchers:read")
  @Operation(summary = "Read a shop")
  public RestResponse<ShopView> get(@PathParam("id") UUID id) {
    return Answers.ok(queries.find(named(id)).orElseThrow(() -> Refusal.notFound("shop")));
  }

  @PATCH
  @Path("/{id}")
  @PermissionsAllowed("vouchers:write")
  @Operation(summary = "Change a shop's name, metadata or the campaigns whose vouchers it takes")
  public RestResponse<ShopView> change(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      @Valid ChangeShopRequest body) {
    return Answers.ok(
        shops.change(body.command(named(id), EntityTag.expectedBy(ifMatch), request.id())));
  }

  @DELETE
  @Path("/{id}")
  @PermissionsAllowed("vouchers:write")
  @Operation(summary = "Delete a shop; without any, every shop's name passes")
  public void delete(@PathParam("id") UUID id) {
    shops.delete(named(id), request.id());
  }

  private ShopId named(UUID id) {
    return new ShopId(caller.organizationId(), id);
  }

  record ShopRequest(
      @NotNull @PlainText String name,
      @Size(max = 1000) @Nullable List<@NotNull UUID> accepts,
      @Metadata @Nullable Map<String, String> metadata) {

    NewShop command(UUID organizationId, String requestId) {
      return new NewShop(
          organizationId,
          name,
          Optional.ofNullable(accepts),
          Optional.ofNullable(metadata).orElse(Map.of()),
          requestId);
    }
  }

  /** A list replaces the one before; null makes the shop take vouchers of every campaign. */
  record ChangeShopRequest(
      @Schema(implementation = String.class) Patch<@NotNull @PlainText String> name,
      @Schema(implementation = UUID[].class) Patch<@Size(max = 1000) List<@NotNull UUID>> accepts,
      @Schema(implementation = Map.class) Patch<@Metadata Map<String, String>> metadata) {

    ChangeShop command(ShopId id, ExpectedVersion expected, String requestId) {
      return new ChangeShop(
          id,
          expected,
          name.over(Optional.empty()),
          accepts.isPresent(),
          accepts.over(Optional.empty()),
          metadata.isPresent() ? Optional.of(metadata.over(Map.of())) : Optional.empty(),
          requestId);
    }
  }
}
