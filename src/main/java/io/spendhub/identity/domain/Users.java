package io.spendhub.identity.domain;

import io.spendhub.identity.UserId;
import io.spendhub.shared.Later;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The users that exist, deleted ones included. */
public interface Users {

  /** 409 {@code email_taken} if another user, not deleted, has the address in any case. */
  void add(User user);

  /** Writes what changed, and refuses as {@link #add} does. */
  void update(User user);

  Optional<User> get(UserId id);

  /** The user, kept from any other change until the transaction ends. */
  Optional<User> lockToChange(UserId id);

  /** The user, kept as it is until the transaction ends; others may keep it likewise. */
  Optional<User> lockToKeep(UserId id);

  /**
   * The ids of the active owners of an organization, who are kept from any change until the
   * transaction ends. Whoever may make one of them none locks them first, before any other user, so
   * that no two wait for each other.
   */
  Set<UUID> lockOwners(UUID organizationId);

  Later<Set<UUID>> active(UUID organizationId, Collection<UUID> ids);
}
