package io.spendhub.ledger;

/** What a transfer does to the counters of its accounts. */
public enum TransferKind {
  /** Money moves at once. */
  POSTED,
  /** Money is set aside on the debited account. */
  HOLD,
  /** Money set aside moves, wholly or in part. */
  POST_HOLD,
  /** Money set aside is given free, wholly or in part. */
  RELEASE
}
