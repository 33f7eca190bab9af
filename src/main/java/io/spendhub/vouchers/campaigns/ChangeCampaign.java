package io.spendhub.vouchers.campaigns;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Changes what is present of a campaign, if it still has the version that the caller saw.
 *
 * @param ifMatch the entity tags that the caller sent
 * @param terms what becomes of the terms as they are
 */
public record ChangeCampaign(
    CampaignId id,
    Optional<String> ifMatch,
    Optional<String> name,
    UnaryOperator<CampaignTerms> terms,
    Optional<Map<String, String>> metadata,
    String requestId) {}
