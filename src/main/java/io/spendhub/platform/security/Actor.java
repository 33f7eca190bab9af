package io.spendhub.platform.security;

import java.util.Optional;
import java.util.UUID;

/**
 * Who acts, as the audit trail and the log name them; never a secret.
 *
 * @param id of the key or the user; of the operator and of the service itself there is none
 * @param name what the key or the user was called when they acted
 */
public record Actor(ActorType type, Optional<UUID> id, Optional<String> name) {
  public static final Actor OPERATOR =
      new Actor(ActorType.OPERATOR, Optional.empty(), Optional.empty());

  /** The service, of its own accord. */
  public static final Actor SYSTEM =
      new Actor(ActorType.SYSTEM, Optional.empty(), Optional.empty());

  public static Actor user(UUID id, String name) {
    return new Actor(ActorType.USER, Optional.of(id), Optional.of(name));
  }

  public static Actor apiKey(UUID id, String name) {
    return new Actor(ActorType.API_KEY, Optional.of(id), Optional.of(name));
  }
}
