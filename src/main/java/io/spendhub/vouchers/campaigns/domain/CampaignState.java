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

  /** Redemptions that each voucher has; no bound where none is given. */
  public OptionalLong usesPerVoucher() {
    OptionalLong stated = terms.limits().perVoucher();
    return stated.isEmpty() && type.isUsedOnce() ? OptionalLong.of(1) : stated;
  }
}
