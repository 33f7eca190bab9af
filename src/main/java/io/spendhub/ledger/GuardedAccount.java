package io.spendhub.ledger;

/** The accounts whose row is locked by every command that moves their money. */
public enum GuardedAccount {
  /** What cards and owners spend from. */
  WALLET,
  /** What pays for vouchers; below zero by what it has given. */
  CAMPAIGN
}
