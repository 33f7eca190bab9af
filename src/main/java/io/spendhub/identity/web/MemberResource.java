package io.spendhub.identity.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.identity.IdentityCommand.AddMember;
import io.spendhub.identity.IdentityCommand.ChangeMember;
import io.spendhub.identity.MemberId;
import io.spendhub.identity.MemberView;
import io.spendhub.identity.Role;
import io.spendhub.identity.TeamId;
import io.spendhub.identity.command.MembershipService;
import io.spendhub.identity.query.MemberQueries;
import io.spendhub.identity.query.TeamQueries;
import io.spendhub.platform.http.Answers;
import io.spendhub.platform.http.EntityTag;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.platform.sql.Versioned;
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
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/teams/{id}/members")
@RunOnVirtualThread
@Tag(name = "Teams")
class MemberResource {
  private final MembershipService memberships;
  private final MemberQueries queries;
  private final TeamQueries teams;
  private final CurrentCaller caller;

  MemberResource(
      MembershipService memberships,
      MemberQueries queries,
      TeamQueries teams,
      CurrentCaller caller) {
    this.memberships = memberships;
    this.queries = queries;
    this.teams = teams;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("teams:write")
  @Operation(summary = "Make a user a member of the team")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MemberView.class)))
  public RestResponse<MemberView> add(@PathParam("id") UUID teamId, @Valid AddMemberRequest body) {
    Versioned<MemberView> member =
        memberships.add(body.command(team(teamId), caller.get().scopes()));
    String location = "/v1/teams/" + teamId + "/members/" + member.value().userId();
    return Answers.created(location, member);
  }

  @GET
  @PermissionsAllowed("teams:read")
  @Operation(summary = "List the members of the team, newest first")
  public Page<MemberView> list(@PathParam("id") UUID teamId, @BeanParam PageQuery page) {
    TeamId team = team(teamId);
    if (teams.find(team).isEmpty()) {
      throw Refusal.notFound("team");
    }
    return queries.list(team, page);
  }

  @GET
  @Path("/{userId}")
  @PermissionsAllowed("teams:read")
  @Operation(summary = "Read a membership")
  public RestResponse<MemberView> get(
      @PathParam("id") UUID teamId, @PathParam("userId") UUID userId) {
    return Answers.ok(
        queries.find(named(teamId, userId)).orElseThrow(() -> Refusal.notFound("member")));
  }

  @PATCH
  @Path("/{userId}")
  @PermissionsAllowed("teams:write")
  @Operation(summary = "Change the role of a member")
  public RestResponse<MemberView> change(
      @PathParam("id") UUID teamId,
      @PathParam("userId") UUID userId,
      @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      @Valid ChangeMemberRequest request) {
    MemberId id = named(teamId, userId);
    ExpectedVersion expected = EntityTag.expectedBy(ifMatch);
    return Answers.ok(memberships.change(request.command(id, expected, caller.get().scopes())));
  }

  @DELETE
  @Path("/{userId}")
  @PermissionsAllowed("teams:write")
  @Operation(summary = "End a membership")
  public void remove(@PathParam("id") UUID teamId, @PathParam("userId") UUID userId) {
    memberships.remove(named(teamId, userId));
  }

  private TeamId team(UUID teamId) {
    return new TeamId(caller.organizationId(), teamId);
  }

  private MemberId named(UUID teamId, UUID userId) {
    return new MemberId(caller.organizationId(), teamId, userId);
  }

  record AddMemberRequest(@NotNull UUID userId, @NotNull Role role) {
    AddMember command(TeamId team, Set<String> held) {
      return new AddMember(new MemberId(team.organizationId(), team.id(), userId), role, held);
    }
  }

  record ChangeMemberRequest(@Schema(ref = "Role") Patch<@NotNull Role> role) {
    ChangeMember command(MemberId id, ExpectedVersion expected, Set<String> held) {
      return new ChangeMember(id, expected, role.over(Optional.empty()), held);
    }
  }
}
