package io.spendhub.identity.command;

import io.spendhub.platform.security.SecretHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.UUID;

/** Makes the secrets of API keys, each with 256 random bits. */
@ApplicationScoped
class ApiKeySecrets {
  private static final int RANDOM_BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  String next(UUID organizationId) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return SecretHash.secret(organizationId, bytes);
  }
}
