package io.spendhub.vouchers;

import io.spendhub.ledger.Journal;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** The vouchers that purchases by card are paid with in part: the facade for authorizations. */
public interface CardVouchers {
  /**
   * A voucher at a purchase.
   *
   * @param use whose order is the purchase
   */
  record CardUse(VoucherPlace place, VoucherUse use) {}

  /** The voucher that a code stands for; it stays in its campaign for good. */
  Optional<VoucherPlace> find(UUID organizationId, String code);

  /**
   * What may be kept of a code with a purchase that names it: its keyed hash, or itself if the
   * service has no key and so no codes that are shown once.
   */
  String concealed(String code);

  /**
   * Reads what uses and earlier redemptions are decided on; the campaigns are locked by now.
   *
   * @param redemptionIds of purchases to which something happens
   */
  Opened open(Journal journal, Collection<CardUse> uses, Collection<UUID> redemptionIds);

  /**
   * Vouchers that are ready to be decided on.
   *
   * @param save saves what was decided
   * @param committed counts what was redeemed, once that is committed
   */
  record Opened(Book book, Runnable save, Runnable committed) {}

  /**
   * Reads the same without locking anything, for decisions that have no effect: nothing of it is
   * saved.
   */
  Opened peek(Journal journal, Collection<CardUse> uses);

  /** The vouchers of a transaction, each use finding them as the one before left them. */
  interface Book {
    CardOffer offer(CardUse use);

    /**
     * Uses a voucher.
     *
     * @param redemptionId of the redemption to be
     * @param amount what it pays of the approved amount, minor units, at least 0
     */
    void redeem(
        UUID redemptionId, CardUse use, long amount, UUID authorizationId, String requestId);

    /**
     * A purchase needs less of its voucher than before. What that was goes back: to the campaign's
     * budget, and to a gift card.
     *
     * @param needed what it needs from now on, minor units; more than before changes nothing
     * @param returned whether the use is given back too
     */
    void settle(UUID redemptionId, long needed, boolean returned, String requestId);
  }
}
