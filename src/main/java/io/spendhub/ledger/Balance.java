package io.spendhub.ledger;

/**
 * What an account stands at.
 *
 * @param posted minor units; below zero when more was taken than there was
 * @param held minor units set aside for authorizations, never below zero
 */
public record Balance(long posted, long held) {
  /** What may still be spent: posted less held. */
  public long available() {
    return posted - held;
  }
}
