package io.spendhub.identity.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.identity.IdentityCommand.ChangeTeam;
import io.spendhub.identity.IdentityCommand.CreateTeam;
import io.spendhub.identity.TeamId;
import io.spendhub.identity.TeamStatus;
import io.spendhub.identity.TeamView;
import io.spendhub.identity.command.TeamService;
import io.spendhub.identity.query.TeamQueries;
import io.spendhub.platform.http.Answers;
import io.spendhub.platform.http.EntityTag;
import io.spendhub.platform.http.IdempotencyHeader;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.idempotency.IdempotentAnswers;
import io.spendhub.platform.idempotency.RequestKeys;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.shared.ExpectedVersion;
import io.spendhub.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/teams")
@RunOnVirtualThread
@Tag(name = "Teams")
class TeamResource {
  private final TeamService teams;
  private final TeamQueries queries;
  private final IdempotentAnswers answers;
  private final RequestKeys keys;
  private final CurrentCaller caller;

  TeamResource(
      TeamService teams,
      TeamQueries queries,
      IdempotentAnswers answers,
      RequestKeys keys,
      CurrentCaller caller) {
    this.teams = teams;
    this.queries = queries;
    this.answers = answers;
    this.keys = keys;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("teams:write")
  @Parameter(ref = IdempotencyHeader.OPTIONAL)
  @Operation(summary = "Open a team")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TeamView.class)))
  public Response create(@Valid CreateTeamRequest request) {
    CreateTeam command = request.command(caller.organizationId());
    return answers.created(
        caller.organizationId(),
        keys.ifGiven(request),
        "/v1/teams",
        () -> teams.create(command).value());
  }

  @GET
  @PermissionsAllowed("teams:read")
  @Operation(
      summary = "List teams, newest first, deleted ones included unless a status is asked for")
  public Page<TeamView> list(
      @QueryParam("status") Optional<TeamStatus> status, @BeanParam PageQuery page) {
    return queries.list(caller.organizationId(), status, page);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed("teams:read")
  @Operation(summary = "Read a team")
  public RestResponse<TeamView> get(@PathParam("id") UUID id) {
    return Answers.ok(queries.find(named(id)).orElseThrow(() -> Refusal.notFound("team")));
  }

  @PATCH
  @Path("/{id}")
  @PermissionsAllowed("teams:write")
  @Operation(summary = "Rename a team")
  public RestResponse<TeamView> change(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      @Valid ChangeTeamRequest request) {
    return Answers.ok(teams.change(request.command(named(id), EntityTag.expectedBy(ifMatch))));
  }

  @DELETE
  @Path("/{id}")
  @PermissionsAllowed("teams:write")
  @Operation(summary = "Delete a team, unless a wallet of it has anything posted or held")
  public void delete(@PathParam("id") UUID id) {
    teams.delete(named(id));
  }

  private TeamId named(UUID id) {
    return new TeamId(caller.organizationId(), id);
  }

  record CreateTeamRequest(@NotNull @PlainText(max = 200) String name) {
    CreateTeam command(UUID organizationId) {
      return new CreateTeam(organizationId, name);
    }
  }

  record ChangeTeamRequest(
      @Schema(implementation = String.class) Patch<@NotNull @PlainText(max = 200) String> name) {
    ChangeTeam command(TeamId id, ExpectedVersion expected) {
      return new ChangeTeam(id, expected, name.over(Optional.empty()));
    }
  }
}
