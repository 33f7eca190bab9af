package io.spendhub.vouchers.redemptions.domain;

import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.campaigns.domain.CampaignUsage;
import io.spendhub.vouchers.people.domain.HolderState;
import io.spendhub.vouchers.people.domain.HolderUsage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a use of a voucher is decided on.
 *
 * @param shopAccepts whether the shop, if one is named, takes vouchers of the campaign
 * @param others the other vouchers on the same order
 * @param reservation the caller's own; counters include it
 * @param walletCurrency of the wallet that is to be credited
 */
public record RedemptionFacts(
    CampaignState campaign,
    CampaignUsage usage,
    Voucher voucher,
    HolderState holder,
    HolderUsage holderUsage,
    boolean shopAccepts,
    List<OrderUse> others,
    Optional<Reservation> reservation,
    Optional<String> walletCurrency,
    Instant now) {

  /** What would be there had the caller not reserved. */
  RedemptionFacts withoutReservation() {
    long amount = reservation.map(Reservation::amount).orElse(0L);
    long uses = reservation.isPresent() ? -1 : 0;
    long held = campaign.type().carriesBalance() ? -amount : 0;
    return new RedemptionFacts(
        campaign,
        usage.plusReserved(uses, -amount),
        voucher.plusReserved(uses, held),
        holder,
        holderUsage.plusReserved(isCountedByHolder() ? uses : 0),
        shopAccepts,
        others,
        reservation,
        walletCurrency,
        now);
  }

  private boolean isCountedByHolder() {
    return reservation.flatMap(own -> own.use().holder()).isPresent();
  }
}
