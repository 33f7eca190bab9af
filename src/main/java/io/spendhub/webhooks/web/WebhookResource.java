package io.spendhub.webhooks.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.platform.http.Answers;
import io.spendhub.platform.http.EntityTag;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.ExpectedVersion;
import io.spendhub.shared.Refusal;
import io.spendhub.webhooks.DisabledReason;
import io.spendhub.webhooks.WebhookCommand.ChangeWebhook;
import io.spendhub.webhooks.WebhookCommand.CreateWebhook;
import io.spendhub.webhooks.WebhookCommand.RotateSecret;
import io.spendhub.webhooks.WebhookId;
import io.spendhub.webhooks.WebhookStatus;
import io.spendhub.webhooks.WebhookView;
import io.spendhub.webhooks.command.WebhookService;
import io.spendhub.webhooks.command.WebhookService.WithSecret;
import io.spendhub.webhooks.query.WebhookQueries;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/webhooks")
@RunOnVirtualThread
@Tag(name = "Webhooks")
class WebhookResource {
  /** Whoever says where events are sent, or which, can read them. */
  static final String READ_EVENTS = "events:read";

  private static final Duration OLD_USUALLY_EXPIRES_IN = Duration.ofDays(1);
  private static final int MOST_SECONDS = 604_800;
  private static final int LONGEST_URL = 2_000;
  private static final int MOST_EVENTS = 100;

  private final WebhookService webhooks;
  private final WebhookQueries queries;
  private final CurrentCaller caller;

  WebhookResource(WebhookService webhooks, WebhookQueries queries, CurrentCaller caller) {
    this.webhooks = webhooks;
    this.queries = queries;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("webhooks:write")
  @Operation(summary = "Have a server told of events; its secret is shown in this answer only")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = NewWebhook.class)))
  public RestResponse<NewWebhook> create(@Valid WebhookRequest body) {
    caller.require(READ_EVENTS);
    WithSecret made = webhooks.create(body.command(caller.organizationId()));
    return Answers.created(
        "/v1/webhooks/" + made.webhook().id(),
        new Versioned<>(NewWebhook.of(made), made.version()));
  }

  @GET
  @PermissionsAllowed("webhooks:read")
  @Operation(summary = "List webhooks, newest first")
  public Page<WebhookView> list(@BeanParam PageQuery page) {
    return queries.list(caller.organizationId(), page);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed("webhooks:read")
  @Operation(summary = "Read a webhook, without its secret")
  public RestResponse<WebhookView> get(@PathParam("id") UUID id) {
    return Answers.ok(queries.find(named(id)).orElseThrow(() -> Refusal.notFound("webhook")));
  }

  @PATCH
  @Path("/{id}")
  @PermissionsAllowed("webhooks:write")
  @Operation(summary = "Change a webhook's url, description or the events that it is told of")
  public RestResponse<WebhookView> change(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      @Valid ChangeWebhookRequest body) {
    if (body.url().isPresent() || body.events().isPresent()) {
      caller.require(READ_EVENTS);
    }
    return Answers.ok(webhooks.change(body.command(named(id), EntityTag.expectedBy(ifMatch))));
  }

  @DELETE
  @Path("/{id}")
  @PermissionsAllowed("webhooks:write")
  @Operation(summary = "Delete a webhook; what was not delivered never will be")
  public void delete(@PathParam("id") UUID id) {
    webhooks.delete(named(id));
  }

  @POST
  @Path("/{id}/rotate-secret")
  @PermissionsAllowed("webhooks:write")
  @Operation(summary = "Give a webhook another secret; for a while both are signed with")
  public NewWebhook rotate(@PathParam("id") UUID id, @Valid RotateSecretRequest body) {
    return NewWebhook.of(webhooks.rotate(new RotateSecret(named(id), body.expiresIn())));
  }

  @POST
  @Path("/{id}/enable")
  @PermissionsAllowed("webhooks:write")
  @Operation(summary = "Send again, from where it was left")
  public RestResponse<WebhookView> enable(@PathParam("id") UUID id) {
    return Answers.ok(webhooks.enable(named(id)));
  }

  @POST
  @Path("/{id}/disable")
  @PermissionsAllowed("webhooks:write")
  @Operation(summary = "Send nothing until it is enabled; events wait in the feed")
  public RestResponse<WebhookView> disable(@PathParam("id") UUID id) {
    return Answers.ok(webhooks.disable(named(id)));
  }

  private WebhookId named(UUID id) {
    return new WebhookId(caller.organizationId(), id);
  }

  record WebhookRequest(
      @NotNull @Size(min = 1, max = LONGEST_URL) String url,
      @NotNull @Size(min = 1, max = MOST_EVENTS) List<@NotNull String> events,
      @PlainText @Nullable String description) {

    CreateWebhook command(UUID organizationId) {
      return new CreateWebhook(organizationId, url, events, Optional.ofNullable(description));
    }
  }

  record ChangeWebhookRequest(
      @Schema(implementation = String.class)
          Patch<@NotNull @Size(min = 1, max = LONGEST_URL) String> url,
      @Schema(implementation = String[].class)
          Patch<@NotNull @Size(min = 1, max = MOST_EVENTS) List<@NotNull String>> events,
      @Schema(implementation = String.class) Patch<@PlainText String> description) {

    ChangeWebhook command(WebhookId id, ExpectedVersion expected) {
      return new ChangeWebhook(
          id,
          expected,
          url.over(Optional.empty()),
          events.over(Optional.empty()),
          description.isPresent(),
          description.over(Optional.empty()));
    }
  }

  record RotateSecretRequest(@Min(0) @Max(MOST_SECONDS) @Nullable Long oldExpiresIn) {
    Duration expiresIn() {
      return Optional.ofNullable(oldExpiresIn)
          .map(Duration::ofSeconds)
          .orElse(OLD_USUALLY_EXPIRES_IN);
    }
  }

  /** A webhook as it is shown ever after, and its secret, which is shown this once. */
  record NewWebhook(
      UUID id,
      String url,
      List<String> events,
      Optional<String> description,
      WebhookStatus status,
      Optional<DisabledReason> disabledReason,
      Optional<Instant> failingSince,
      Optional<Instant> oldSecretUntil,
      Instant createdAt,
      String secret) {
    static NewWebhook of(WithSecret made) {
      WebhookView webhook = made.webhook();
      return new NewWebhook(
          webhook.id(),
          webhook.url(),
          webhook.events(),
          webhook.description(),
          webhook.status(),
          webhook.disabledReason(),
          webhook.failingSince(),
          webhook.oldSecretUntil(),
          webhook.createdAt(),
          made.secret());
    }
  }
}
