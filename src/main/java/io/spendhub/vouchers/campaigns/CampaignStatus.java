package io.spendhub.vouchers.campaigns;

import io.spendhub.shared.Refusal;

/** Where a campaign stands; only an ACTIVE one's vouchers can be redeemed. */
public enum CampaignStatus {
  DRAFT,
  ACTIVE,
  PAUSED,
  ENDED;

  /** 409 {@code campaign_ended}. */
  public void requireNotEnded() {
    if (this == ENDED) {
      throw Refusal.conflict("campaign_ended", "The campaign has ended for good.");
    }
  }
}
