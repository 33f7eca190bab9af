package io.spendhub.vouchers.campaigns;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Drafts a campaign.
 *
 * @param currency ISO 4217, for good; the organization's unless given
 */
public record OpenCampaign(
    UUID organizationId,
    String name,
    CampaignType type,
    Optional<String> currency,
    CampaignTerms terms,
    Map<String, String> metadata,
    String requestId) {}
