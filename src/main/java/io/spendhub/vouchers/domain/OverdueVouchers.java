package io.spendhub.vouchers.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What nobody can use any more and still counts, over all organizations. */
public interface OverdueVouchers {
  /** A campaign of some organization that waits for a job. */
  record DueCampaign(UUID organizationId, UUID campaignId) {}

  /** A voucher of some organization that has expired. */
  record Due(DueCampaign campaign, UUID voucherId) {}

  /** Campaigns of all organizations with reservations whose time is over. */
  List<DueCampaign> campaignsWithDueReservations(Instant now, int atMost);

  /**
   * Vouchers of all organizations that have expired and carry something that nobody has reserved,
   * or of which that is not known yet, in the order of their ids.
   *
   * @param after where the list goes on
   */
  List<Due> expired(Instant now, Optional<Due> after, int atMost);
}
