package io.spendhub.identity;

import java.time.Instant;
import java.util.UUID;

/** A membership as the API shows it. */
public record MemberView(UUID teamId, UUID userId, Role role, Instant createdAt) {}
