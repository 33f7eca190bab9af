package io.spendhub.vouchers.redemptions.domain;

import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.VoucherUse;
import io.spendhub.vouchers.campaigns.CampaignType;
import io.spendhub.vouchers.redemptions.RedemptionView;
import io.spendhub.vouchers.redemptions.RedemptionView.Status;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A use of a voucher that was made.
 *
 * @param amount minor units that the voucher gave
 * @param rolledBackAmount what of that was given back
 * @param returned whether the use was given back too
 */
public record Redemption(
    UUID id,
    UUID campaignId,
    UUID voucherId,
    Optional<String> holder,
    Optional<String> shop,
    Optional<String> orderId,
    OptionalLong orderAmount,
    String currency,
    long amount,
    long rolledBackAmount,
    boolean returned,
    Optional<UUID> walletId,
    Optional<UUID> reservationId,
    Optional<UUID> authorizationId,
    Map<String, String> metadata,
    Instant createdAt) {

  public static Redemption made(
      UUID id,
      Voucher voucher,
      String currency,
      VoucherUse use,
      long amount,
      Optional<UUID> walletId,
      Optional<UUID> reservationId,
      Optional<UUID> authorizationId,
      Instant now) {
    return new Redemption(
        id,
        voucher.campaignId(),
        voucher.id(),
        use.holder(),
        use.shop(),
        use.order().flatMap(Order::id),
        use.order().map(order -> OptionalLong.of(order.amount())).orElse(OptionalLong.empty()),
        currency,
        amount,
        0,
        false,
        walletId,
        reservationId,
        authorizationId,
        use.metadata(),
        now);
  }

  /** What of it was not given back, in minor units. */
  public long kept() {
    return amount - rolledBackAmount;
  }

  /**
   * What a rollback gives back.
   *
   * @param asked all that is left unless given
   * @throws Refusal 422 {@code already_rolled_back}, {@code rollback_exceeds_redeemed}; 409 {@code
   *     redemption_by_card} for what a purchase used
   */
  public long toRollBack(OptionalLong asked) {
    if (authorizationId.isPresent()) {
      throw Refusal.conflict(
          "redemption_by_card", "A purchase used it: reverse or refund the purchase.");
    }
    if (returned) {
      throw Refusal.unprocessable("already_rolled_back", "All of it was given back before.");
    }
    if (asked.orElse(0) > kept()) {
      throw Refusal.unprocessable(
          "rollback_exceeds_redeemed", "No more can be given back than was redeemed.");
    }
    return asked.orElse(kept());
  }

  /** After something was given back; the use is, with the last of the amount. */
  public Redemption rolledBack(long given) {
    return with(rolledBackAmount + given, rolledBackAmount + given == amount);
  }

  /**
   * After a purchase needs less of it.
   *
   * @param needed minor units; more than it keeps changes nothing
   * @param nowReturned whether the use is given back too, for good
   */
  public Redemption settled(long needed, boolean nowReturned) {
    return with(amount - Math.min(kept(), needed), returned || nowReturned);
  }

  private Redemption with(long newRolledBackAmount, boolean nowReturned) {
    return new Redemption(
        id,
        campaignId,
        voucherId,
        holder,
        shop,
        orderId,
        orderAmount,
        currency,
        amount,
        newRolledBackAmount,
        nowReturned,
        walletId,
        reservationId,
        authorizationId,
        metadata,
        createdAt);
  }

  public RedemptionView view(CampaignType type, Optional<String> code) {
    return new RedemptionView(
        id,
        code,
        voucherId,
        campaignId,
        type,
        returned
            ? Status.ROLLED_BACK
            : rolledBackAmount > 0 ? Status.PARTIALLY_ROLLED_BACK : Status.SUCCEEDED,
        type.asDiscount(amount),
        type.asAmount(amount),
        rolledBackAmount,
        currency,
        holder,
        shop,
        orderId,
        orderAmount,
        walletId,
        reservationId,
        authorizationId,
        metadata,
        createdAt);
  }
}
