package io.spendhub.authorizations;

/** Where an authorization is in its life. */
public enum AuthorizationStatus {
  /** Nothing moved, and nothing will. */
  DECLINED,
  /** It was for nothing, to verify the account; nothing moved, and nothing will. */
  VERIFIED,
  /** All that is left of it is held. */
  PENDING,
  /** Some of it was cleared, and some is still held. */
  PARTIALLY_CLEARED,
  /** Nothing is held any more, and the last of it was cleared. */
  CLEARED,
  /** What was left of the hold was given back by the merchant. */
  REVERSED,
  /** What was left of the hold was given back because its time was over. */
  EXPIRED
}
