package io.spendhub.identity.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.identity.ApiKeyId;
import io.spendhub.identity.ApiKeyStatus;
import io.spendhub.identity.ApiKeyView;
import io.spendhub.identity.IdentityCommand.ChangeApiKey;
import io.spendhub.identity.IdentityCommand.IssueApiKey;
import io.spendhub.identity.IdentityCommand.KeyIssuer;
import io.spendhub.identity.IdentityCommand.RotateApiKey;
import io.spendhub.identity.IssuedApiKey;
import io.spendhub.identity.UserId;
import io.spendhub.identity.command.ApiKeyService;
import io.spendhub.identity.query.ApiKeyQueries;
import io.spendhub.platform.http.Answers;
import io.spendhub.platform.http.EntityTag;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.security.Caller;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.ExpectedVersion;
import io.spendhub.shared.Refusal;
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
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/api-keys")
@RunOnVirtualThread
@Tag(name = "API keys")
class ApiKeyResource {
  private final ApiKeyService keys;
  private final ApiKeyQueries queries;
  private final CurrentCaller caller;

  ApiKeyResource(ApiKeyService keys, ApiKeyQueries queries, CurrentCaller caller) {
    this.keys = keys;
    this.queries = queries;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("api-keys:write")
  @Operation(summary = "Issue an API key; its secret is shown in this answer only")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = NewApiKey.class)))
  public RestResponse<NewApiKey> issue(@Valid IssueApiKeyRequest request) {
    return shownOnce(keys.issue(request.command(caller.get())));
  }

  private static RestResponse<NewApiKey> shownOnce(IssuedApiKey issued) {
    String location = "/v1/api-keys/" + issued.key().id();
    return Answers.created(location, new Versioned<>(NewApiKey.of(issued), issued.version()));
  }

  @GET
  @PermissionsAllowed("api-keys:read")
  @Operation(summary = "List API keys, newest first, revoked ones included")
  public Page<ApiKeyView> list(@BeanParam PageQuery page) {
    return queries.list(caller.organizationId(), page);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed("api-keys:read")
  @Operation(summary = "Read an API key, without its secret")
  public RestResponse<ApiKeyView> get(@PathParam("id") UUID id) {
    return Answers.ok(queries.find(named(id)).orElseThrow(() -> Refusal.notFound("api_key")));
  }

  @PATCH
  @Path("/{id}")
  @PermissionsAllowed("api-keys:write")
  @Operation(summary = "Rename an API key")
  public RestResponse<ApiKeyView> change(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      @Valid ChangeApiKeyRequest request) {
    return Answers.ok(keys.change(request.command(named(id), EntityTag.expectedBy(ifMatch))));
  }

  @POST
  @Path("/{id}/rotate")
  @PermissionsAllowed("api-keys:write")
  @Operation(
      summary = "Give an API key another secret; the one before works on for a while",
      description =
          "Of two secrets that work the older one ends at once, and so do both if oldExpiresIn is"
              + " 0.")
  @APIResponse(
      responseCode = "201",
      headers = @Header(name = HttpHeaders.ETAG, ref = HttpHeaders.ETAG),
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = NewApiKey.class)))
  public RestResponse<NewApiKey> rotate(
      @PathParam("id") UUID id, @Valid RotateApiKeyRequest request) {
    return shownOnce(keys.rotate(request.command(named(id), caller.get())));
  }

  @DELETE
  @Path("/{id}")
  @PermissionsAllowed("api-keys:write")
  @Operation(summary = "Revoke an API key at once")
  public void revoke(@PathParam("id") UUID id) {
    keys.revoke(named(id));
  }

  private ApiKeyId named(UUID id) {
    return new ApiKeyId(caller.organizationId(), id);
  }

  record IssueApiKeyRequest(
      @NotNull @PlainText(max = 200) String name,
      @NotNull @Size(max = 100) List<@NotNull String> scopes,
      @Nullable Instant expiresAt) {
    IssueApiKey command(Caller issuer) {
      return new IssueApiKey(
          issuer(issuer), name, scopes, Optional.ofNullable(expiresAt), issuer.scopes());
    }
  }

  private static KeyIssuer issuer(Caller caller) {
    return caller.person().isPresent()
        ? new KeyIssuer.Person(new UserId(caller.organizationId(), caller.id()))
        : new KeyIssuer.OtherKey(
            new ApiKeyId(caller.organizationId(), caller.id()), caller.oldSecretEnd());
  }

  /** A month at most: longer than it takes to bring a secret anywhere. */
  record RotateApiKeyRequest(@Min(0) @Max(2_592_000) @Nullable Long oldExpiresIn) {
    private static final long A_DAY = 86_400;

    RotateApiKey command(ApiKeyId id, Caller caller) {
      return new RotateApiKey(
          id,
          issuer(caller),
          caller.scopes(),
          Duration.ofSeconds(oldExpiresIn == null ? A_DAY : oldExpiresIn));
    }
  }

  record ChangeApiKeyRequest(
      @Schema(implementation = String.class) Patch<@NotNull @PlainText(max = 200) String> name) {
    ChangeApiKey command(ApiKeyId id, ExpectedVersion expected) {
      return new ChangeApiKey(id, expected, name.over(Optional.empty()));
    }
  }

  /** A key as it is shown ever after, and its new secret, which is shown this once. */
  record NewApiKey(
      UUID id,
      String name,
      List<String> scopes,
      ApiKeyStatus status,
      Instant createdAt,
      Optional<Instant> expiresAt,
      Instant secretCreatedAt,
      Optional<Instant> oldSecretExpiresAt,
      String secret) {
    static NewApiKey of(IssuedApiKey issued) {
      ApiKeyView key = issued.key();
      return new NewApiKey(
          key.id(),
          key.name(),
          key.scopes(),
          key.status(),
          key.createdAt(),
          key.expiresAt(),
          key.secretCreatedAt(),
          key.oldSecretExpiresAt(),
          issued.secret());
    }
  }
}
