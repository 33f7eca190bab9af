package io.spendhub.identity.domain;

import io.spendhub.identity.ApiKeyId;
import java.util.Optional;

/** The keys that were ever issued. */
public interface ApiKeys {
  void add(ApiKey key);

  void update(ApiKey key);

  /** The key, kept from any other change until the transaction ends. */
  Optional<ApiKey> lockToChange(ApiKeyId id);

  /** The key whose secret has this SHA-256, revoked or not. */
  Optional<ApiKey> withSecretHash(byte[] secretHash);
}
