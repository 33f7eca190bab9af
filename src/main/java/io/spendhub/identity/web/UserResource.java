package io.spendhub.identity.web;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spendhub.identity.IdentityCommand.ChangeUser;
import io.spendhub.identity.IdentityCommand.CreateUser;
import io.spendhub.identity.IdentityCommand.DeleteUser;
import io.spendhub.identity.UserId;
import io.spendhub.identity.UserStatus;
import io.spendhub.identity.UserView;
import io.spendhub.identity.command.UserService;
import io.spendhub.identity.query.UserQueries;
import io.spendhub.platform.http.Answers;
import io.spendhub.platform.http.EntityTag;
import io.spendhub.platform.http.IdempotencyHeader;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.platform.http.lists.Page;
import io.spendhub.platform.http.lists.PageQuery;
import io.spendhub.platform.http.validation.PlainText;
import io.spendhub.platform.idempotency.IdempotentAnswers;
import io.spendhub.platform.idempotency.RequestKeys;
import io.spendhub.platform.security.Caller;
import io.spendhub.platform.security.CurrentCaller;
import io.spendhub.shared.ExpectedVersion;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.UserRole;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
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
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/users")
@RunOnVirtualThread
@Tag(name = "Users")
class UserResource {
  private final UserService users;
  private final UserQueries queries;
  private final IdempotentAnswers answers;
  private final RequestKeys keys;
  private final CurrentCaller caller;

  UserResource(
      UserService users,
      UserQueries queries,
      IdempotentAnswers answers,
      RequestKeys keys,
      CurrentCaller caller) {
    this.users = users;
    this.queries = queries;
    this.answers = answers;
    this.keys = keys;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed("users:write")
  @Parameter(ref = IdempotencyHeader.OPTIONAL)
  @Operation(summary = "Add a user")
  @APIResponse(
      responseCode = "201",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = UserView.class)))
  public Response create(@Valid CreateUserRequest request) {
    CreateUser command = request.command(caller.get());
    return answers.created(
        caller.organizationId(),
        keys.ifGiven(request),
        "/v1/users",
        () -> users.create(command).value());
  }

  @GET
  @PermissionsAllowed("users:read")
  @Operation(
      summary = "List users, newest first, deleted ones included unless a status is asked for")
  public Page<UserView> list(
      @QueryParam("status") Optional<UserStatus> status,
      @QueryParam("email") Optional<String> email,
      @BeanParam PageQuery page) {
    return queries.list(caller.organizationId(), status, email, page);
  }

  @GET
  @Path("/{id}")
  @PermissionsAllowed("users:read")
  @Operation(summary = "Read a user")
  public RestResponse<UserView> get(@PathParam("id") UUID id) {
    return Answers.ok(queries.find(named(id)).orElseThrow(() -> Refusal.notFound("user")));
  }

  @PATCH
  @Path("/{id}")
  @PermissionsAllowed("users:write")
  @Operation(summary = "Change a user's email, name, role or status (ACTIVE or INACTIVE)")
  public RestResponse<UserView> change(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      @Valid ChangeUserRequest request) {
    ExpectedVersion expected = EntityTag.expectedBy(ifMatch);
    return Answers.ok(users.change(request.command(named(id), expected, caller.get().scopes())));
  }

  @DELETE
  @Path("/{id}")
  @PermissionsAllowed("users:write")
  @Operation(summary = "Delete a user, unless a wallet of it has anything posted or held")
  public void delete(@PathParam("id") UUID id) {
    users.delete(new DeleteUser(named(id), caller.get().scopes()));
  }

  private UserId named(UUID id) {
    return new UserId(caller.organizationId(), id);
  }

  record CreateUserRequest(
      @NotNull @Email @PlainText(max = 254) String email,
      @NotNull @PlainText(max = 200) String name,
      @Nullable UserRole role) {
    CreateUser command(Caller adding) {
      return new CreateUser(
          adding.organizationId(),
          email,
          name,
          Optional.ofNullable(role).orElse(UserRole.MEMBER),
          adding.scopes());
    }
  }

  record ChangeUserRequest(
      @Schema(implementation = String.class)
          Patch<@NotNull @Email @PlainText(max = 254) String> email,
      @Schema(implementation = String.class) Patch<@NotNull @PlainText(max = 200) String> name,
      @Schema(ref = "UserRole") Patch<@NotNull UserRole> role,
      @Schema(ref = "UserStatus") Patch<@NotNull UserStatus> status) {
    ChangeUser command(UserId id, ExpectedVersion expected, Set<String> held) {
      return new ChangeUser(
          id,
          expected,
          email.over(Optional.empty()),
          name.over(Optional.empty()),
          role.over(Optional.empty()),
          status.over(Optional.empty()),
          held);
    }
  }
}
