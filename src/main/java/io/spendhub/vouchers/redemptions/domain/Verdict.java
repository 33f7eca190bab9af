package io.spendhub.vouchers.redemptions.domain;

import io.spendhub.vouchers.redemptions.FailureCode;

/** Whether a voucher works. */
public sealed interface Verdict {
  /**
   * It does.
   *
   * @param amount minor units that it gives; 0 where nothing is left to take something off
   */
  record Accepted(long amount) implements Verdict {}

  /** It does not. */
  record Failed(FailureCode code, String message) implements Verdict {}
}
