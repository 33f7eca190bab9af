package io.spendhub.cards;

/** CLOSED is final. Expiry is derived from the expiry date and is no status. */
public enum CardStatus {
  PENDING_ACTIVATION,
  ACTIVE,
  FROZEN,
  CLOSED
}
