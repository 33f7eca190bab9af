package io.spendhub.webhooks.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.platform.http.calls.CurrentRequest;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.shared.Refusal;
import io.spendhub.webhooks.DeliveryStatus;
import io.spendhub.webhooks.DeliveryView;
import io.spendhub.webhooks.ReplayView;
import io.spendhub.webhooks.WebhookCommand.Replay;
import io.spendhub.webhooks.WebhookId;
import io.spendhub.webhooks.command.DeliveryService;
import io.spendhub.webhooks.command.WebhookService;
import io.spendhub.webhooks.query.WebhookQueries;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/webhooks/{id}")
@RunOnVirtualThread
@Tag(name = "Webhooks")
class DeliveryResource {
  private static final int LONGEST_CURSOR = 100;

  private final DeliveryService deliveries;
  private final WebhookService webhooks;
  private final WebhookQueries queries;
  private final CurrentRequest request;
  private final CurrentCaller caller;

  DeliveryResource(
      DeliveryService deliveries,
      WebhookService webhooks,
      WebhookQueries queries,
      CurrentRequest request,
      CurrentCaller caller) {
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.queries = queries;
    this.request = request;
    this.caller = caller;
  }

  @POST
  @Path("/test")
  @PermissionsAllowed("webhooks:write")
  @Operation(summary = "Send an event of the type webhook.test, which is in no feed")
  public DeliveryView test(@PathParam("id") UUID id) {
    return deliveries.test(named(id), request.id());
  }

  @GET
  @Path("/deliveries")
  @PermissionsAllowed("webhooks:read")
  @Operation(summary = "List what a webhook was told and will be, newest first")
  public Page<DeliveryView> list(
      @PathParam("id") UUID id,
      @QueryParam("status") Optional<DeliveryStatus> status,
      @QueryParam("eventId") Optional<UUID> eventId,
      @BeanParam PageQuery page) {
    WebhookId webhook = named(id);
    var _ = queries.find(webhook).orElseThrow(() -> Refusal.notFound("webhook"));
    return queries.deliveries(webhook, status, eventId, page);
  }

  @POST
  @Path("/deliveries/{deliveryId}/retry")
  @PermissionsAllowed("webhooks:write")
  @Operation(summary = "Deliver once more, whatever became of it, with all attempts anew")
  public DeliveryView retry(@PathParam("id") UUID id, @PathParam("deliveryId") UUID deliveryId) {
    caller.require(WebhookResource.READ_EVENTS);
    return deliveries.again(named(id), deliveryId);
  }

  @POST
  @Path("/replay")
  @PermissionsAllowed("webhooks:write")
  @Operation(summary = "Deliver a stretch of the feed once more, as the webhook's events choose")
  public ReplayView replay(@PathParam("id") UUID id, @Valid ReplayRequest body) {
    caller.require(WebhookResource.READ_EVENTS);
    return webhooks.replay(new Replay(named(id), body.after(), Optional.ofNullable(body.until())));
  }

  private WebhookId named(UUID id) {
    return new WebhookId(caller.organizationId(), id);
  }

  record ReplayRequest(
      @NotNull @Size(min = 1, max = LONGEST_CURSOR) String after,
      @Size(min = 1, max = LONGEST_CURSOR) @Nullable String until) {}
}
