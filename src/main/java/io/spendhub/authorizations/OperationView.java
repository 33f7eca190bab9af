package io.spendhub.authorizations;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What was done to an authorization, as the API shows it.
 *
 * @param amount minor units
 * @param late whether a clearing came after the end of the hold
 */
public record OperationView(
    UUID id,
    OperationKind kind,
    long amount,
    Decision decision,
    Optional<String> declineCode,
    boolean late,
    Optional<Original> original,
    Optional<String> networkReference,
    Map<String, String> metadata,
    Optional<Instant> occurredAt,
    Instant createdAt) {}
