package io.spendhub.identity;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Names an API key within its organization. */
@Embeddable
public record ApiKeyId(UUID organizationId, UUID id) {}
