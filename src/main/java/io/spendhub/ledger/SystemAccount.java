package io.spendhub.ledger;

/** The accounts that stand for the outside world: one of each per organization and currency. */
public enum SystemAccount {
  /** Where money comes from when it is topped up, and goes to when it is withdrawn. */
  FUNDING,
  /** What is owed to the card networks: cleared less refunded. */
  SETTLEMENT,
  /** What vouchers that were issued still carry. */
  VOUCHER_LIABILITY,
  /** What shops are owed for the vouchers that they took. */
  VOUCHER_SETTLEMENT
}
