package io.spendhub.platform.security;

import io.spendhub.shared.UserRole;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The authenticated caller of a request: a program with an API key, or a person.
 *
 * @param organizationId the tenant; every query of the request is bound to it
 * @param id of the key that was used, or of the user that the person is
 * @param scopes such as {@code wallets:read} or {@code authorizations:import}
 * @param person empty for a program
 * @param oldSecretEnd until when the secret works that was used, if its key has a newer one
 */
public record Caller(
    UUID organizationId,
    UUID id,
    Set<String> scopes,
    Optional<Person> person,
    Optional<Instant> oldSecretEnd) {

  /** A caller with an API key. */
  public Caller(
      UUID organizationId, UUID apiKeyId, Set<String> scopes, Optional<Instant> oldSecretEnd) {
    this(organizationId, apiKeyId, scopes, Optional.empty(), oldSecretEnd);
  }

  /** A person. */
  public Caller(UUID organizationId, UUID userId, Set<String> scopes, Person person) {
    this(organizationId, userId, scopes, Optional.of(person), Optional.empty());
  }

  /**
   * Who signed in.
   *
   * @param name what the user is called
   * @param adminOf the teams of which a MEMBER is an ADMIN; nobody else's matter
   */
  public record Person(String name, UserRole role, Set<UUID> adminOf) {}

  /** Of what a MEMBER sees only their own: who they are, and the teams that they speak for. */
  public record Own(UUID userId, Set<UUID> teamIds) {
    /** Whose wallets these are: those of the user and of the teams. */
    public Set<UUID> owners() {
      Set<UUID> owners = new HashSet<>(teamIds);
      owners.add(userId);
      return owners;
    }
  }

  public boolean has(String scope) {
    return scopes.contains(scope);
  }

  /** Empty for whoever sees all that their scopes allow. */
  public Optional<Own> onlyOwn() {
    return person
        .filter(someone -> has(UserRole.Scope.OWN))
        .map(someone -> new Own(id, someone.adminOf()));
  }
}
