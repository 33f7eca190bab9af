package io.spendhub.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Issues a key.
 *
 * @param issuer the key that it is issued with, which it does not outlive
 * @param grantable the scopes of whoever issues it; nobody grants what they lack
 */
public record IssueApiKey(
    ApiKeyId issuer,
    String name,
    List<String> scopes,
    Optional<Instant> expiresAt,
    Set<String> grantable) {}
