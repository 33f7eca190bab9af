package io.spendhub.identity;

import io.spendhub.shared.ExpectedVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is done to organizations, users, teams and keys. */
public sealed interface IdentityCommand {
  /** Opens a tenant, with a first key that holds every scope. */
  record CreateOrganization(String name, String timezone, String defaultCurrency)
      implements IdentityCommand {}

  /** Adds a person to an organization. */
  record CreateUser(UUID organizationId, String email, String name) implements IdentityCommand {}

  /** Changes what is present of a user. */
  record ChangeUser(
      UserId id,
      ExpectedVersion expected,
      Optional<String> email,
      Optional<String> name,
      Optional<UserStatus> status)
      implements IdentityCommand {}

  /** Opens a team in an organization. */
  record CreateTeam(UUID organizationId, String name) implements IdentityCommand {}

  /** Changes what is present of a team. */
  record ChangeTeam(TeamId id, ExpectedVersion expected, Optional<String> name)
      implements IdentityCommand {}

  /** Makes a user a member of a team. */
  record AddMember(MemberId id, Role role) implements IdentityCommand {}

  /** Changes what is present of a membership. */
  record ChangeMember(MemberId id, ExpectedVersion expected, Optional<Role> role)
      implements IdentityCommand {}

  /**
   * Issues a key.
   *
   * @param issuer the key that it is issued with, which it does not outlive
   * @param grantable the scopes of whoever issues it; nobody grants what they lack
   */
  record IssueApiKey(
      ApiKeyId issuer,
      String name,
      List<String> scopes,
      Optional<Instant> expiresAt,
      Set<String> grantable)
      implements IdentityCommand {}

  /** Changes what is present of a key. */
  record ChangeApiKey(ApiKeyId id, ExpectedVersion expected, Optional<String> name)
      implements IdentityCommand {}
}
