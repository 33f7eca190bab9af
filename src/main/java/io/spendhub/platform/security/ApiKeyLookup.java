package io.spendhub.platform.security;

import java.util.Optional;

/**
 * The port through which the keys of callers are found; the context that keeps them implements it.
 */
public interface ApiKeyLookup {

  /**
   * Finds a key that is not revoked, by the hash of its secret. It reads the primary, because a new
   * key works at once, and is called without a transaction, on a thread that may block.
   */
  Optional<KnownKey> find(SecretHash hash);
}
