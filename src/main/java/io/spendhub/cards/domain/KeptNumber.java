package io.spendhub.cards.domain;

import io.spendhub.shared.CardNumbers;
import io.spendhub.shared.Refusal;

/**
 * All that is kept of a card number.
 *
 * @param bin the first six digits
 * @param fingerprint a keyed hash, by which the number is recognized if it is told again
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record KeptNumber(String bin, String last4, byte[] fingerprint) {
  private static final int BIN_DIGITS = 6;
  private static final int LAST_DIGITS = 4;

  /** How a number becomes a fingerprint: HMAC-SHA-256 under the service's own key. */
  @FunctionalInterface
  public interface Fingerprint {
    byte[] of(String number);
  }

  /**
   * Keeps a number.
   *
   * @throws Refusal 400 if it is none: 13 to 19 digits that pass Luhn
   */
  public static KeptNumber of(String number, Fingerprint fingerprint) {
    if (!CardNumbers.isCardNumber(number)) {
      throw Refusal.invalidField(
          "/number", "invalid_card_number", "A card number has 13 to 19 digits and passes Luhn.");
    }
    return new KeptNumber(
        number.substring(0, BIN_DIGITS),
        number.substring(number.length() - LAST_DIGITS),
        fingerprint.of(number));
  }

  @Override
  public byte[] fingerprint() {
    return fingerprint.clone();
  }
}
