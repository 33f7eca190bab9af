package io.spendhub.identity.domain;

import io.spendhub.identity.ApiKeyId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The keys that were ever issued. */
public interface ApiKeys {
  void add(ApiKey key);

  void update(ApiKey key);

  /** The key, kept from any other change until the transaction ends. */
  Optional<ApiKey> lockToChange(ApiKeyId id);

  Optional<ApiKey> get(ApiKeyId id);

  /**
   * The key one of whose secrets has this SHA-256, revoked or not, and over or not.
   *
   * @param organizationId where it is, if that is known
   */
  Optional<ApiKey> withSecretHash(Optional<UUID> organizationId, byte[] secretHash);

  /** Notes when keys were used last; one that was noted less than half a minute before is left. */
  void used(UUID organizationId, Map<UUID, Instant> lastUses);
}
