package io.spendhub.webhooks;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a webhook within its organization. */
@Embeddable
public record WebhookId(UUID organizationId, UUID id) implements Serializable {}
