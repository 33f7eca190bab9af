package io.spendhub.vouchers.redemptions;

import java.util.Locale;

/** Why a voucher does not work, in order of precedence: the first that applies is the answer. */
public enum FailureCode {
  VOUCHER_NOT_FOUND,
  VOUCHER_DISABLED,
  VOUCHER_NOT_STARTED,
  VOUCHER_EXPIRED,
  VOUCHER_OUTSIDE_SCHEDULE,
  HOLDER_BLOCKED,
  WRONG_HOLDER,
  SHOP_NOT_ALLOWED,
  RULE_VIOLATED,
  NOT_STACKABLE,
  CURRENCY_MISMATCH,
  RESERVED_BY_OTHER,
  VOUCHER_ALREADY_USED,
  CAMPAIGN_LIMIT_EXCEEDED,
  HOLDER_LIMIT_EXCEEDED,
  BUDGET_EXCEEDED,
  BALANCE_INSUFFICIENT;

  /** The contract's spelling, snake_case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
