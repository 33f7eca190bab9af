package io.spendhub.vouchers.campaigns;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What is done to campaigns, other than using their vouchers. */
public sealed interface CampaignCommand {
  /**
   * Drafts a campaign.
   *
   * @param currency ISO 4217, for good; the organization's unless given
   */
  record OpenCampaign(
      UUID organizationId,
      String name,
      CampaignType type,
      Optional<String> currency,
      CampaignTerms terms,
      Map<String, String> metadata,
      String requestId)
      implements CampaignCommand {}

  /**
   * Changes what is present of a campaign, if it still has the version that the caller saw.
   *
   * @param ifMatch the entity tags that the caller sent
   * @param terms what becomes of the terms as they are
   */
  record ChangeCampaign(
      CampaignId id,
      Optional<String> ifMatch,
      Optional<String> name,
      UnaryOperator<CampaignTerms> terms,
      Optional<Map<String, String>> metadata,
      String requestId)
      implements CampaignCommand {}
}
