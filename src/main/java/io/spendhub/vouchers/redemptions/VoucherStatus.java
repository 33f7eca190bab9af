package io.spendhub.vouchers.redemptions;

/** Whether a voucher may be used as far as its owner says; expiry is derived. */
public enum VoucherStatus {
  ACTIVE,
  DISABLED
}
