package io.spendhub.identity;

import io.spendhub.shared.UserRole;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A user as the API shows it. */
public record UserView(
    UUID id,
    String email,
    String name,
    UserRole role,
    UserStatus status,
    Instant createdAt,
    Optional<Instant> deletedAt) {}
