package io.spendhub.vouchers.redemptions;

import io.spendhub.shared.NotInEvents;
import io.spendhub.vouchers.campaigns.CampaignType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A voucher as the API shows it; amounts in minor units of its currency.
 *
 * @param code absent where the campaign shows codes only once
 * @param expired whether it can never be used again; derived when it is read
 * @param holder whom it was given to
 * @param amount what it was issued with and topped up by; 0 for a discount
 * @param balance what it still carries, reservations included
 * @param reservedAmount what open reservations keep of that
 * @param redemptions those that count
 * @param reserved open reservations
 */
public record VoucherView(
    UUID id,
    UUID campaignId,
    CampaignType type,
    @NotInEvents Optional<String> code,
    VoucherStatus status,
    boolean expired,
    Optional<String> holder,
    long amount,
    long balance,
    long reservedAmount,
    String currency,
    long redemptions,
    long reserved,
    Optional<Instant> publishedAt,
    Optional<Instant> expiresAt,
    Instant createdAt) {

  /** The same with a code that is shown this once. */
  public VoucherView withCode(String shown) {
    return new VoucherView(
        id,
        campaignId,
        type,
        Optional.of(shown),
        status,
        expired,
        holder,
        amount,
        balance,
        reservedAmount,
        currency,
        redemptions,
        reserved,
        publishedAt,
        expiresAt,
        createdAt);
  }
}
