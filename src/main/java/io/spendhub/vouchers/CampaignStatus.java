package io.spendhub.vouchers;

/** Where a campaign stands; only an ACTIVE one's vouchers can be redeemed. */
public enum CampaignStatus {
  DRAFT,
  ACTIVE,
  PAUSED,
  ENDED
}
