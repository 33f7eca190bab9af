package io.spendhub.identity.web;

import io.spendhub.identity.ApiKeyStatus;
import io.spendhub.identity.ApiKeyView;
import io.spendhub.identity.IssuedApiKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A new key as it is shown ever after, and its secret, which is shown this once. */
record NewApiKey(
    UUID id,
    String name,
    List<String> scopes,
    ApiKeyStatus status,
    Instant createdAt,
    Optional<Instant> expiresAt,
    String secret) {
  static NewApiKey of(IssuedApiKey issued) {
    ApiKeyView key = issued.key();
    return new NewApiKey(
        key.id(),
        key.name(),
        key.scopes(),
        key.status(),
        key.createdAt(),
        key.expiresAt(),
        issued.secret());
  }
}
