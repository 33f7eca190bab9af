package io.spendhub.cards;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Names a card within its organization. */
@Embeddable
public record CardId(UUID organizationId, UUID id) {}
