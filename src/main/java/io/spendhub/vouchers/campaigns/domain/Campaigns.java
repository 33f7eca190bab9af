package io.spendhub.vouchers.campaigns.domain;

import io.spendhub.vouchers.campaigns.CampaignId;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import java.util.Optional;

/** All campaigns, as entities, and beside each the terms that it states. */
public interface Campaigns {
  void add(Campaign campaign, CampaignTerms terms);

  Optional<Campaign> get(CampaignId id);

  /** The terms of a campaign that exists. */
  CampaignTerms terms(CampaignId id);

  void restate(CampaignId id, CampaignTerms terms);
}
