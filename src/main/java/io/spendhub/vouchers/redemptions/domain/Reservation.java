package io.spendhub.vouchers.redemptions.domain;

import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.redemptions.ReservationView;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A use that is kept for somebody.
 *
 * @param amount minor units that are kept with it
 * @param use what it was made for
 */
public record Reservation(
    UUID id,
    UUID campaignId,
    UUID voucherId,
    long amount,
    VoucherUse use,
    Status status,
    Instant expiresAt,
    Instant createdAt) {

  /** Where a reservation stands; all but ACTIVE are final. */
  public enum Status {
    ACTIVE,
    REDEEMED,
    RELEASED,
    EXPIRED
  }

  public boolean isOpenAt(Instant at) {
    return status == Status.ACTIVE && at.isBefore(expiresAt);
  }

  public ReservationView view(CampaignState campaign, Optional<String> code) {
    return new ReservationView(
        id,
        code,
        voucherId,
        campaignId,
        status.name(),
        campaign.type().asDiscount(amount),
        campaign.type().asAmount(amount),
        campaign.currency(),
        use.holder(),
        use.shop(),
        expiresAt,
        createdAt);
  }

  public Reservation ended(Status how) {
    return new Reservation(id, campaignId, voucherId, amount, use, how, expiresAt, createdAt);
  }
}
