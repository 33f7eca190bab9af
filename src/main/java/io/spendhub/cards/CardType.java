package io.spendhub.cards;

/** What kind of card it is, for good. */
public enum CardType {
  VIRTUAL,
  PHYSICAL,
  SINGLE_USE,
  MERCHANT_LOCKED
}
