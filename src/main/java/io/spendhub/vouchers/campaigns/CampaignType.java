package io.spendhub.vouchers.campaigns;

/** What a campaign's vouchers give. */
public enum CampaignType {
  /** Something off an order; posts when it is redeemed. */
  DISCOUNT,
  /** A balance to pay with, in parts if need be; a liability from its issue. */
  GIFT_CARD,
  /** Money that goes to a wallet of the holder's choice; a liability from its issue. */
  WALLET_CREDIT;

  /** Whether its vouchers pay a part of the order that they come with. */
  public boolean paysOrders() {
    return this != WALLET_CREDIT;
  }

  /** Whether a voucher carries money of its own from its issue until it is used or expires. */
  public boolean carriesBalance() {
    return this != DISCOUNT;
  }
}
