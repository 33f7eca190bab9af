package io.spendhub.vouchers.campaigns.domain;

import io.spendhub.vouchers.campaigns.CampaignView.UsageView;
import java.util.Optional;
import java.util.UUID;

/**
 * What a campaign has given and holds; amounts in minor units, none below 0.
 *
 * <p>What is spent and reserved is at most 2^63-1 together: 422 {@code amount_out_of_range} else.
 *
 * @param issued vouchers
 * @param redemptions that were not rolled back in full
 * @param reserved reservations that are open
 * @param spentAmount what redemptions gave, less what was rolled back
 * @param reservedAmount what open reservations hold
 * @param openAmount what vouchers still carry, reservations included
 * @param publishedUpTo the voucher up to which none waits to be given to a holder
 */
public record CampaignUsage(
    long issued,
    long redemptions,
    long reserved,
    long spentAmount,
    long reservedAmount,
    long openAmount,
    Optional<UUID> publishedUpTo) {

  public CampaignUsage {
    CampaignSums.of(spentAmount, reservedAmount);
  }

  /** A use of an amount begins, or ends where the numbers are below 0. */
  public CampaignUsage plusRedeemed(long uses, long amount) {
    return new CampaignUsage(
        issued,
        redemptions + uses,
        reserved,
        CampaignSums.of(spentAmount, amount),
        reservedAmount,
        openAmount,
        publishedUpTo);
  }

  /** A reservation of an amount begins, or ends where the numbers are below 0. */
  public CampaignUsage plusReserved(long uses, long amount) {
    return new CampaignUsage(
        issued,
        redemptions,
        reserved + uses,
        spentAmount,
        CampaignSums.of(reservedAmount, amount),
        openAmount,
        publishedUpTo);
  }

  /** Vouchers are issued, or what they carry changes. */
  public CampaignUsage plusIssued(long vouchers, long amount) {
    return new CampaignUsage(
        issued + vouchers,
        redemptions,
        reserved,
        spentAmount,
        reservedAmount,
        CampaignSums.of(openAmount, amount),
        publishedUpTo);
  }

  public CampaignUsage published(UUID voucherId) {
    return new CampaignUsage(
        issued,
        redemptions,
        reserved,
        spentAmount,
        reservedAmount,
        openAmount,
        Optional.of(voucherId));
  }

  /** Vouchers from this id on may wait to be given to a holder: clocks of processes differ. */
  public CampaignUsage waitingFrom(UUID first) {
    boolean passed = publishedUpTo.filter(last -> last.compareTo(first) >= 0).isPresent();
    UUID before = new UUID(first.getMostSignificantBits(), first.getLeastSignificantBits() - 1);
    return passed ? published(before) : this;
  }

  public UsageView view() {
    return new UsageView(issued, redemptions, reserved, spentAmount, reservedAmount, openAmount);
  }
}
