package io.spendhub.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A key as the API shows it: never a secret, nor the hash of one.
 *
 * @param secretCreatedAt when it got the secret that it has now
 * @param oldSecretExpiresAt until when the secret before that works, if there is one
 * @param lastUsedAt true to within a minute; empty until the first use was noted
 */
public record ApiKeyView(
    UUID id,
    String name,
    List<String> scopes,
    ApiKeyStatus status,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt,
    Instant secretCreatedAt,
    Optional<Instant> oldSecretExpiresAt,
    Optional<Instant> lastUsedAt) {}
