package io.spendhub.identity;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Names a team within its organization. */
@Embeddable
public record TeamId(UUID organizationId, UUID id) {}
