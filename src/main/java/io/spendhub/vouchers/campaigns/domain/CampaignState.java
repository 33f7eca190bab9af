package io.spendhub.vouchers.campaigns.domain;

import io.spendhub.vouchers.campaigns.CampaignStatus;
import io.spendhub.vouchers.campaigns.CampaignTerms;
import io.spendhub.vouchers.campaigns.CampaignType;
import java.util.OptionalLong;
import java.util.UUID;

/** A campaign as decisions see it. */
public record CampaignState(
    UUID id,
    String name,
    CampaignType type,
    CampaignStatus status,
    String currency,
    CampaignTerms terms) {

  /** Redemptions that each voucher has; wallet credits are credited once. */
  public OptionalLong usesPerVoucher() {
    OptionalLong stated = terms.limits().perVoucher();
    return stated.isEmpty() && type == CampaignType.WALLET_CREDIT ? OptionalLong.of(1) : stated;
  }
}
