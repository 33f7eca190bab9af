package io.spendhub.authorizations.domain;

import io.spendhub.authorizations.VoucherPartView;
import io.spendhub.authorizations.domain.Amounts.Effect;
import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;

/**
 * What a voucher pays of an authorization. Of {@code C} cleared in all it pays {@code
 * floor(promised * min(C, approved) / approved)}, and of {@code R} refunded {@code floor(that * R /
 * C)}, never less than before; every step moves the difference, a clearing as well: what of an
 * earlier refund is the voucher's by then, the wallet passes on. The wallet pays and gets the rest,
 * increments and what goes beyond the approved amount included.
 *
 * @param promised minor units of the approved amount, at most that
 * @param refunded minor units that were refunded to it so far
 */
public record VoucherPart(UUID redemptionId, UUID campaignId, long promised, long refunded) {
  /**
   * What an operation moves for the voucher; the rest of it moves for the wallet.
   *
   * @param passedOn what the wallet was refunded before and is the voucher's by now
   */
  public record Moved(
      long opened, long consumed, long excess, long released, long refunded, long passedOn) {
    /** What is left of an operation for the wallet. */
    public Effect rest(Effect effect) {
      return new Effect(
          effect.after(),
          effect.opened() - opened,
          effect.consumed() - consumed,
          effect.excess() - excess,
          effect.released() - released,
          effect.refunded() - refunded,
          effect.late());
    }

    /** The same as an effect of its own. */
    public Effect effect(Effect whole) {
      return new Effect(whole.after(), opened, consumed, excess, released, refunded, whole.late());
    }
  }

  /** What of an operation is the voucher's. */
  public Moved share(Amounts before, Effect effect) {
    Amounts after = effect.after();
    long heldBefore = held(before);
    long cleared = cleared(after) - cleared(before);
    long consumed = Math.min(cleared, heldBefore);
    long opened = Math.max(0, held(after) - heldBefore);
    long released = Math.max(0, heldBefore - consumed - held(after));
    long regained = refundedAfter(after) - refunded;
    long paidBack = Math.min(regained, effect.refunded());
    return new Moved(opened, consumed, cleared - consumed, released, paidBack, regained - paidBack);
  }

  /** The part after an operation. */
  public VoucherPart after(Amounts amounts) {
    return new VoucherPart(redemptionId, campaignId, promised, refundedAfter(amounts));
  }

  /** What of the hold is the voucher's: what it would pay if all that is held were cleared. */
  public long held(Amounts amounts) {
    long base = Math.min(amounts.cleared(), amounts.approved());
    long all = base + Math.min(amounts.held(), amounts.approved() - base);
    return upTo(all, amounts) - cleared(amounts);
  }

  /** What of the cleared amount the voucher has paid. */
  public long cleared(Amounts amounts) {
    return upTo(Math.min(amounts.cleared(), amounts.approved()), amounts);
  }

  /** What the voucher is needed for as things stand. */
  public long needed(Amounts amounts) {
    return cleared(amounts) + held(amounts) - refunded;
  }

  public VoucherPartView view(Amounts amounts) {
    return new VoucherPartView(
        Optional.of(redemptionId), campaignId, promised, held(amounts), cleared(amounts), refunded);
  }

  private long upTo(long cleared, Amounts amounts) {
    return share(promised, cleared, amounts.approved());
  }

  private long refundedAfter(Amounts amounts) {
    return amounts.cleared() == 0
        ? refunded
        : Math.max(refunded, share(cleared(amounts), amounts.refunded(), amounts.cleared()));
  }

  /** {@code floor(whole * part / all)}, exact whatever the size. */
  private static long share(long whole, long part, long all) {
    return BigInteger.valueOf(whole)
        .multiply(BigInteger.valueOf(part))
        .divide(BigInteger.valueOf(all))
        .longValueExact();
  }
}
