package io.spendhub.vouchers.campaigns;

import io.spendhub.vouchers.VoucherUse;
import java.util.OptionalLong;

/**
 * What a campaign's vouchers give, and all in which one type differs from another. Others ask a
 * type what it does and never which it is, so that whoever adds one answers here.
 */
public enum CampaignType {
  /** Something off an order; posts when it is redeemed. */
  DISCOUNT(Source.CAMPAIGN, Payee.SHOP, Uses.ANEW),
  /** A balance to pay with, in parts if need be; a liability from its issue. */
  GIFT_CARD(Source.VOUCHER, Payee.SHOP, Uses.IN_PARTS),
  /** Money that goes to a wallet of the holder's choice; a liability from its issue. */
  WALLET_CREDIT(Source.VOUCHER, Payee.WALLET, Uses.ONCE);

  /** What a use is paid from. */
  public enum Source {
    /** The campaign, when something is taken off an order; what, its terms say as a discount. */
    CAMPAIGN,
    /** Money that the voucher carries from its issue until it is used or expires. */
    VOUCHER
  }

  /** Whom a use pays. */
  public enum Payee {
    /** The shop, for a part of the order that the voucher comes with. */
    SHOP,
    /** A wallet, which the use names. */
    WALLET
  }

  /** What each use of a voucher takes of it. */
  private enum Uses {
    /** Nothing: the next one gives the same again. */
    ANEW,
    /** As much as is asked for; what is left can be topped up. */
    IN_PARTS,
    /** All of it, so that there is no other. */
    ONCE
  }

  private final Source source;
  private final Payee payee;
  private final Uses uses;

  CampaignType(Source source, Payee payee, Uses uses) {
    this.source = source;
    this.payee = payee;
    this.uses = uses;
  }

  /**
   * What a use gives, in minor units, before it is known whether there is as much.
   *
   * @param leftToPay of the use's order after the other vouchers on it; 2^63-1 without an order
   * @param spendable what the voucher carries and nobody else has reserved
   */
  public long gives(CampaignTerms terms, VoucherUse use, long leftToPay, long spendable) {
    return switch (this) {
      case DISCOUNT -> {
        long whole = use.order().orElseThrow().amount();
        yield Math.min(terms.discount().orElseThrow().of(whole), leftToPay);
      }
      case GIFT_CARD -> use.amount().orElse(Math.min(leftToPay, spendable));
      case WALLET_CREDIT -> spendable;
    };
  }

  public Source source() {
    return source;
  }

  public Payee payee() {
    return payee;
  }

  /** Whether a use takes something off an order, and so needs one, and no order has it twice. */
  public boolean takesOff() {
    return source == Source.CAMPAIGN;
  }

  /** Whether a voucher carries money of its own from its issue until it is used or expires. */
  public boolean carriesBalance() {
    return source == Source.VOUCHER;
  }

  /** Whether its vouchers pay a part of the order that they come with, purchases by card too. */
  public boolean paysOrders() {
    return payee == Payee.SHOP;
  }

  /** Whether a use names the wallet that it goes to. */
  public boolean creditsWallet() {
    return payee == Payee.WALLET;
  }

  /** Whether a use may ask for a part of what the voucher carries. */
  public boolean givesParts() {
    return uses == Uses.IN_PARTS;
  }

  /** Whether something may be added to what a voucher carries. */
  public boolean canBeToppedUp() {
    return uses == Uses.IN_PARTS;
  }

  /** Whether one use is all that a voucher has, whatever the campaign's limits say. */
  public boolean isUsedOnce() {
    return uses == Uses.ONCE;
  }

  /** How much of what a use gave was taken off its order, where it took something off. */
  public OptionalLong asDiscount(long given) {
    return takesOff() ? OptionalLong.of(given) : OptionalLong.empty();
  }

  /** How much of what a use gave the voucher carried, where it carried something. */
  public OptionalLong asAmount(long given) {
    return takesOff() ? OptionalLong.empty() : OptionalLong.of(given);
  }
}
