package io.spendhub.identity;

import io.spendhub.shared.ExpectedVersion;
import io.spendhub.shared.UserRole;
import java.time.Duration;
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

  /**
   * Adds a person to an organization.
   *
   * @param held the scopes of whoever adds them; nobody gives a role that may do more
   */
  record CreateUser(UUID organizationId, String email, String name, UserRole role, Set<String> held)
      implements IdentityCommand {}

  /**
   * Changes what is present of a user.
   *
   * @param held the scopes of whoever changes it
   */
  record ChangeUser(
      UserId id,
      ExpectedVersion expected,
      Optional<String> email,
      Optional<String> name,
      Optional<UserRole> role,
      Optional<UserStatus> status,
      Set<String> held)
      implements IdentityCommand {
    /** Whether an owner could be none any more by it. */
    public boolean mayEndOwnership() {
      return role.isPresent() || status.isPresent();
    }
  }

  /**
   * Deletes a user.
   *
   * @param held the scopes of whoever deletes it
   */
  record DeleteUser(UserId id, Set<String> held) implements IdentityCommand {}

  /** Opens a team in an organization. */
  record CreateTeam(UUID organizationId, String name) implements IdentityCommand {}

  /** Changes what is present of a team. */
  record ChangeTeam(TeamId id, ExpectedVersion expected, Optional<String> name)
      implements IdentityCommand {}

  /**
   * Makes a user a member of a team.
   *
   * @param held the scopes of whoever does; an ADMIN sees what the team has
   */
  record AddMember(MemberId id, Role role, Set<String> held) implements IdentityCommand {}

  /**
   * Changes what is present of a membership.
   *
   * @param held the scopes of whoever changes it
   */
  record ChangeMember(MemberId id, ExpectedVersion expected, Optional<Role> role, Set<String> held)
      implements IdentityCommand {}

  /**
   * Issues a key.
   *
   * @param issuer who issues it
   * @param grantable the scopes of whoever issues it; nobody grants what they lack
   */
  record IssueApiKey(
      KeyIssuer issuer,
      String name,
      List<String> scopes,
      Optional<Instant> expiresAt,
      Set<String> grantable)
      implements IdentityCommand {}

  /** Who issues a key or its secret; it must be there still when that is issued. */
  sealed interface KeyIssuer {
    UUID organizationId();

    /**
     * A key, which the new one does not outlive.
     *
     * @param oldSecretEnd until when the secret works that was used, if the key has a newer one
     */
    record OtherKey(ApiKeyId id, Optional<Instant> oldSecretEnd) implements KeyIssuer {
      @Override
      public UUID organizationId() {
        return id.organizationId();
      }
    }

    /** A person. */
    record Person(UserId id) implements KeyIssuer {
      @Override
      public UUID organizationId() {
        return id.organizationId();
      }
    }
  }

  /**
   * Gives a key another secret.
   *
   * @param grantable the scopes of the issuer
   * @param oldFor how long the secret before works on
   */
  record RotateApiKey(ApiKeyId id, KeyIssuer issuer, Set<String> grantable, Duration oldFor)
      implements IdentityCommand {}

  /** Changes what is present of a key. */
  record ChangeApiKey(ApiKeyId id, ExpectedVersion expected, Optional<String> name)
      implements IdentityCommand {}
}
