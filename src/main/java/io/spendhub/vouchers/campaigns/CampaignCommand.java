package io.spendhub.vouchers.campaigns;

import io.spendhub.shared.ExpectedVersion;
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
   * Changes what is present of a campaign.
   *
   * @param terms what becomes of the terms as they are
   */
  record ChangeCampaign(
      CampaignId id,
      ExpectedVersion expected,
      Optional<String> name,
      UnaryOperator<CampaignTerms> terms,
      Optional<Map<String, String>> metadata,
      String requestId)
      implements CampaignCommand {}
}
