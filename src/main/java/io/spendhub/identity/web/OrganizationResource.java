package io.spendhub.identity.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.identity.IdentityCommand.CreateOrganization;
import io.spendhub.identity.OpenedOrganization;
import io.spendhub.identity.OrganizationView;
import io.spendhub.identity.command.OrganizationService;
import io.spendhub.identity.query.OrganizationQueries;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.http.validation.CurrencyCode;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.platform.security.Operator;
import io.spendhub.platform.time.TimeZoneName;
import io.spendhub.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/v1/organizations")
@RunOnVirtualThread
@Tag(name = "Organizations")
class OrganizationResource {
  private final OrganizationService organizations;
  private final OrganizationQueries queries;
  private final CurrentCaller caller;

  OrganizationResource(
      OrganizationService organizations, OrganizationQueries queries, CurrentCaller caller) {
    this.organizations = organizations;
    this.queries = queries;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed(Operator.SCOPE)
  @Operation(summary = "Open an organization, with a first API key that has every scope")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = NewOrganization.class)))
  public RestResponse<NewOrganization> create(@Valid CreateOrganizationRequest request) {
    OpenedOrganization opened = organizations.create(request.command());
    URI location = URI.create("/v1/organizations/" + opened.organization().id());
    return ResponseBuilder.<NewOrganization>created(location)
        .entity(NewOrganization.of(opened))
        .build();
  }

  @GET
  @PermissionsAllowed(Operator.SCOPE)
  @Operation(summary = "List organizations, newest first")
  public Page<OrganizationView> list(@BeanParam PageQuery page) {
    return queries.list(page);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed("organization:read")
  @Operation(summary = "Read the organization that the API key belongs to")
  public OrganizationView get(@PathParam("id") UUID id) {
    return queries
        .find(caller.organizationId())
        .filter(own -> own.id().equals(id))
        .orElseThrow(() -> Refusal.notFound("organization"));
  }

  record CreateOrganizationRequest(
      @NotNull @PlainText(max = 200) String name,
      @NotNull @TimeZoneName String timezone,
      @NotNull @CurrencyCode String defaultCurrency) {
    CreateOrganization command() {
      return new CreateOrganization(name, timezone, defaultCurrency);
    }
  }

  /** A new organization, and the first key to it with the secret that is shown this once. */
  record NewOrganization(OrganizationView organization, FirstKey apiKey) {
    record FirstKey(UUID id, String secret) {}

    static NewOrganization of(OpenedOrganization opened) {
      FirstKey key = new FirstKey(opened.apiKey().key().id(), opened.apiKey().secret());
      return new NewOrganization(opened.organization(), key);
    }
  }
}
