package io.spendhub.identity.command;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes the secrets of API keys: a prefix that leak scanners can look for, and 256 random bits. */
@ApplicationScoped
class ApiKeySecrets {
  private static final String PREFIX = "shk_";
  private static final int RANDOM_BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  String next() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
