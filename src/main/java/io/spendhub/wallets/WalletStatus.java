package io.spendhub.wallets;

/** ACTIVE and FROZEN change into each other; CLOSED is final. */
public enum WalletStatus {
  ACTIVE,
  FROZEN,
  CLOSED
}
