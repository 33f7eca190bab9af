package io.spendhub.vouchers.redemptions.domain;

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

  /**
   * Campaigns of all organizations with reservations whose time is over. However many an
   * organization has, its second comes after the first of every other.
   */
  List<DueCampaign> campaignsWithDueReservations(Instant now, int atMost);

  /** Organizations with vouchers whose own time is over, as {@link #expired} lists them. */
  List<UUID> organizationsWithExpired(Instant now);

  /**
   * Vouchers of an organization whose own time is over and that carry something that nobody has
   * reserved, or of which that is not known yet, in the order of their expiry.
   *
   * @param after where the list goes on
   */
  List<Due> expired(UUID organizationId, Instant now, Optional<Due> after, int atMost);

  /** Campaigns of all organizations that are over and whose vouchers carry what is not reserved. */
  List<DueCampaign> campaignsOver(Instant now);

  /**
   * Vouchers of a campaign that carry something that nobody has reserved, in the order of their
   * ids.
   *
   * @param after where the list goes on
   */
  List<Due> carrying(DueCampaign campaign, Optional<Due> after, int atMost);
}
