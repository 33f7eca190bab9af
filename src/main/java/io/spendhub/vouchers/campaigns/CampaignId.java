package io.spendhub.vouchers.campaigns;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a campaign within its organization. */
@Embeddable
public record CampaignId(UUID organizationId, UUID id) implements Serializable {}
