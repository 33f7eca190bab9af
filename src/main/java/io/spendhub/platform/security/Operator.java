package io.spendhub.platform.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The operator's key, {@code SPENDHUB_ADMIN_KEY}. Where it is not set, nobody is the operator. It
 * opens what asks for {@link #SCOPE} and nothing else; no API key can have that scope.
 */
@ApplicationScoped
public class Operator {
  public static final String SCOPE = "operator";

  private final Optional<SecretHash> key;

  Operator(@ConfigProperty(name = "SPENDHUB_ADMIN_KEY") Optional<String> key) {
    this.key = key.filter(text -> !text.isBlank()).map(SecretHash::of);
  }

  /** Compares hashes in constant time. */
  boolean isKey(SecretHash hash) {
    return key.map(hash::equals).orElse(false);
  }
}
