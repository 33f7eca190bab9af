package io.spendhub.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Issues a key.
 *
 * @param grantable the scopes of whoever issues it; nobody grants what they lack
 */
public record IssueApiKey(
    UUID organizationId,
    String name,
    List<String> scopes,
    Optional<Instant> expiresAt,
    Set<String> grantable) {}
