package io.spendhub.identity;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Names a user within its organization. */
@Embeddable
public record UserId(UUID organizationId, UUID id) {}
