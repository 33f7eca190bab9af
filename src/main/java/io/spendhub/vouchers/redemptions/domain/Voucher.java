package io.spendhub.vouchers.redemptions.domain;

import io.spendhub.vouchers.campaigns.domain.CampaignState;
import io.spendhub.vouchers.redemptions.VoucherStatus;
import io.spendhub.vouchers.redemptions.VoucherView;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A voucher; amounts in minor units, none below 0.
 *
 * @param code as it is shown; absent where codes are shown only once
 * @param holder whom it was given to; anyone may use one that was given to nobody
 * @param amount what it was issued with and topped up by
 * @param balance what it still carries, reservations included
 * @param redemptions that were not rolled back in full
 * @param reserved reservations that are open
 * @param releasedAt when what it carried went back because it had expired
 */
public record Voucher(
    UUID id,
    UUID campaignId,
    Optional<String> code,
    VoucherStatus status,
    Optional<String> holder,
    Optional<Instant> publishedAt,
    Optional<Instant> expiresAt,
    long amount,
    long balance,
    long reservedAmount,
    long redemptions,
    long reserved,
    Optional<Instant> releasedAt,
    Instant createdAt) {

  /**
   * A voucher that nobody has used yet.
   *
   * @param code as it is shown, unless it is not kept
   * @param holder whom it is given to at once
   * @param expiresAt the campaign's validity from now on unless given, for one that is given
   */
  public static Voucher issued(
      UUID id,
      CampaignState campaign,
      Optional<String> code,
      Optional<String> holder,
      long amount,
      Optional<Instant> expiresAt,
      Instant now) {
    Voucher voucher =
        new Voucher(
            id,
            campaign.id(),
            code,
            VoucherStatus.ACTIVE,
            Optional.empty(),
            Optional.empty(),
            expiresAt,
            amount,
            amount,
            0,
            0,
            0,
            Optional.empty(),
            now);
    return holder
        .map(name -> voucher.givenTo(name, now, campaign.terms().schedule().expiryOf(now)))
        .orElse(voucher);
  }

  /** What can be taken from it now. */
  public long spendable() {
    return balance - reservedAmount;
  }

  /** Whether it can be given to a holder: nobody has it, and nobody used it. */
  public boolean isFree() {
    return status == VoucherStatus.ACTIVE && holder.isEmpty() && redemptions == 0 && reserved == 0;
  }

  public Voucher plusRedeemed(long uses, long drawn) {
    return with(amount, balance - drawn, reservedAmount, redemptions + uses, reserved);
  }

  public Voucher plusReserved(long uses, long held) {
    return with(amount, balance, Math.addExact(reservedAmount, held), redemptions, reserved + uses);
  }

  public Voucher toppedUp(long by) {
    return with(
        Math.addExact(amount, by),
        Math.addExact(balance, by),
        reservedAmount,
        redemptions,
        reserved);
  }

  /** What it carries and nobody has reserved is taken from it. */
  public Voucher emptied() {
    return with(amount, reservedAmount, reservedAmount, redemptions, reserved);
  }

  public Voucher released(Instant at) {
    return new Voucher(
        id,
        campaignId,
        code,
        status,
        holder,
        publishedAt,
        expiresAt,
        amount,
        balance,
        reservedAmount,
        redemptions,
        reserved,
        Optional.of(at),
        createdAt);
  }

  public Voucher with(VoucherStatus other) {
    return new Voucher(
        id,
        campaignId,
        code,
        other,
        holder,
        publishedAt,
        expiresAt,
        amount,
        balance,
        reservedAmount,
        redemptions,
        reserved,
        releasedAt,
        createdAt);
  }

  public Voucher givenTo(String name, Instant at, Optional<Instant> until) {
    return new Voucher(
        id,
        campaignId,
        code,
        status,
        Optional.of(name),
        Optional.of(at),
        expiresAt.isPresent() ? expiresAt : until,
        amount,
        balance,
        reservedAmount,
        redemptions,
        reserved,
        releasedAt,
        createdAt);
  }

  public VoucherView view(CampaignState campaign, Instant now) {
    return new VoucherView(
        id,
        campaignId,
        campaign.type(),
        code,
        status,
        RedemptionPolicy.hasExpired(campaign, this, now),
        holder,
        amount,
        balance,
        reservedAmount,
        campaign.currency(),
        redemptions,
        reserved,
        publishedAt,
        expiresAt,
        createdAt);
  }

  private Voucher with(
      long newAmount, long newBalance, long newReservedAmount, long uses, long reservations) {
    return new Voucher(
        id,
        campaignId,
        code,
        status,
        holder,
        publishedAt,
        expiresAt,
        newAmount,
        newBalance,
        newReservedAmount,
        uses,
        reservations,
        releasedAt,
        createdAt);
  }
}
