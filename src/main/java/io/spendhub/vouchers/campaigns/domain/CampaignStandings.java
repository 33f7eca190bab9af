package io.spendhub.vouchers.campaigns.domain;

import io.spendhub.shared.Later;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Campaigns with what was done with their vouchers, which those tell who do it. */
public interface CampaignStandings {
  /** A campaign with what it has given. */
  record Standing(CampaignState campaign, CampaignUsage usage) {}

  /** The most uses, reservations included, of any voucher and any holder of a campaign. */
  record MostUsed(long byVoucher, long byHolder) {}

  /** By their ids; those that there are not are left out. */
  Later<Map<UUID, Standing>> campaigns(UUID organizationId, Collection<UUID> ids);

  MostUsed mostUsed(UUID organizationId, UUID campaignId);
}
