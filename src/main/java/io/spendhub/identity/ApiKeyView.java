package io.spendhub.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A key as the API shows it: never its secret, nor the hash of it. */
public record ApiKeyView(
    UUID id,
    String name,
    List<String> scopes,
    ApiKeyStatus status,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt) {}
