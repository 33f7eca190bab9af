package io.spendhub.vouchers.campaigns;

import java.util.OptionalLong;

/**
 * How much a campaign gives; no bound where none is given. Reservations count like redemptions
 * until they end, and what is rolled back in full counts no more.
 *
 * @param redemptions over all vouchers, at least 1
 * @param perVoucher redemptions of each voucher, at least 1; a WALLET_CREDIT has 1
 * @param perHolder redemptions of each holder, at least 1; redeeming needs a holder then
 * @param budgetAmount minor units over all vouchers, at least 1
 */
public record CampaignLimits(
    OptionalLong redemptions,
    OptionalLong perVoucher,
    OptionalLong perHolder,
    OptionalLong budgetAmount) {

  public static final CampaignLimits NONE =
      new CampaignLimits(
          OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
}
