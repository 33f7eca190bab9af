package io.spendhub.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A team as the API shows it. */
public record TeamView(
    UUID id, String name, TeamStatus status, Instant createdAt, Optional<Instant> deletedAt) {}
