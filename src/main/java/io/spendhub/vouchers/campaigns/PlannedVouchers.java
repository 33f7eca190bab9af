package io.spendhub.vouchers.campaigns;

import java.util.UUID;

/** Vouchers that were asked for and are still to be made. */
public interface PlannedVouchers {
  /** How many the open jobs of a campaign have still to make. */
  long outstanding(UUID organizationId, UUID campaignId);
}
