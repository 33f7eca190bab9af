package io.spendhub.vouchers.people.domain;

/** What a holder has used of a campaign: redemptions that still count, and open reservations. */
public record HolderUsage(long redemptions, long reserved) {
  public static final HolderUsage NONE = new HolderUsage(0, 0);

  public HolderUsage plusRedeemed(long uses) {
    return new HolderUsage(redemptions + uses, reserved);
  }

  public HolderUsage plusReserved(long uses) {
    return new HolderUsage(redemptions, reserved + uses);
  }
}
