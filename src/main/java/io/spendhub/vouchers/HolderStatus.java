package io.spendhub.vouchers;

/** Whether a holder may use vouchers. */
public enum HolderStatus {
  ACTIVE,
  BLOCKED
}
