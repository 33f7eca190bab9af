package io.spendhub.vouchers.redemptions;

import io.spendhub.shared.NotInEvents;
import io.spendhub.vouchers.campaigns.CampaignType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A use of a voucher as the API shows it; amounts in minor units of its currency.
 *
 * @param code absent where the campaign shows codes only once
 * @param discountAmount what a discount took off
 * @param amount what was drawn from a gift card, or credited to a wallet
 * @param rolledBackAmount what was given back of that
 * @param status ROLLED_BACK when all was given back, and the use with it
 * @param orderId the shop's name of the order
 * @param orderAmount what the order came to before vouchers
 * @param authorizationId the purchase by card that used it
 */
public record RedemptionView(
    UUID id,
    @NotInEvents Optional<String> code,
    UUID voucherId,
    UUID campaignId,
    CampaignType type,
    Status status,
    OptionalLong discountAmount,
    OptionalLong amount,
    long rolledBackAmount,
    String currency,
    Optional<String> holder,
    Optional<String> shop,
    Optional<String> orderId,
    OptionalLong orderAmount,
    Optional<UUID> walletId,
    Optional<UUID> reservationId,
    Optional<UUID> authorizationId,
    Map<String, String> metadata,
    Instant createdAt) {

  /** Whether the use still counts. */
  public enum Status {
    SUCCEEDED,
    PARTIALLY_ROLLED_BACK,
    ROLLED_BACK
  }
}
