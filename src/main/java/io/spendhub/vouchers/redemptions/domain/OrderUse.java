package io.spendhub.vouchers.redemptions.domain;

import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.campaigns.Stacking;
import io.spendhub.vouchers.campaigns.domain.CampaignState;
import java.util.UUID;

/**
 * What an order has already: a use of a voucher, or a reservation.
 *
 * @param amount minor units that it pays of the order
 */
public record OrderUse(UUID voucherId, long amount, Stacking stacking) {
  public static OrderUse of(CampaignState campaign, UUID voucherId, long given) {
    return of(campaign.type(), campaign.terms().stacking(), voucherId, given);
  }

  /** A use that has given so much; a wallet credit gives it to the wallet. */
  public static OrderUse of(CampaignType type, Stacking stacking, UUID voucherId, long given) {
    return new OrderUse(voucherId, type.paysOrders() ? given : 0, stacking);
  }
}
