package io.spendhub.authorizations;

/** What can be done to an authorization after it was made. */
public enum OperationKind {
  /** The merchant asks for more, by every rule but counts and single use. */
  INCREMENT,
  /** The merchant takes its money, wholly or in part; it always posts. */
  CLEARING,
  /** The merchant gives back what is held, wholly or in part. */
  REVERSAL,
  /** The merchant gives back what was cleared, wholly or in part. */
  REFUND,
  /** What is left of the hold is given back because its time is over. */
  EXPIRY
}
