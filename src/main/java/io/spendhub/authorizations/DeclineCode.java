package io.spendhub.authorizations;

import java.util.Locale;

/** Why a purchase was declined, in order of precedence: the first that applies is the answer. */
public enum DeclineCode {
  WALLET_CLOSED,
  WALLET_FROZEN,
  HOLDER_INACTIVE,
  CARD_CLOSED,
  CARD_FROZEN,
  CARD_NOT_ACTIVATED,
  CARD_EXPIRED,
  CURRENCY_MISMATCH,
  MERCHANT_BLOCKED,
  MCC_BLOCKED,
  COUNTRY_BLOCKED,
  OUTSIDE_SCHEDULE,
  SINGLE_USE_CONSUMED,
  VOUCHER_REFUSED,
  LIMIT_AMOUNT_EXCEEDED,
  LIMIT_COUNT_EXCEEDED,
  INSUFFICIENT_FUNDS;

  /** The contract's spelling, snake_case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
