package io.spendhub.vouchers.people;

/** Whether a holder may use vouchers. */
public enum HolderStatus {
  ACTIVE,
  BLOCKED
}
