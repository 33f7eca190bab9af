package io.spendhub.vouchers.domain;

import io.spendhub.vouchers.FailureCode;

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
