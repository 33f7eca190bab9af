package io.spendhub.shared;

import java.util.Currency;
import java.util.Optional;

/**
 * Currencies by their ISO 4217 code and their real exponent: JPY has 0 decimals, GBP 2, KWD 3.
 * Codes without an exponent (gold, test codes, "no currency") hold no money and are not accepted.
 */
public final class Currencies {
  private Currencies() {}

  /** The currency of an upper-case ISO 4217 code, or empty if none such can hold money. */
  public static Optional<Currency> find(String code) {
    try {
      Currency currency = Currency.getInstance(code);
      return currency.getDefaultFractionDigits() < 0 ? Optional.empty() : Optional.of(currency);
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /** Number of decimals between the major and the minor unit: 0 to 4. */
  public static int exponent(String code) {
    return find(code)
        .orElseThrow(() -> new IllegalArgumentException("not a currency: " + code))
        .getDefaultFractionDigits();
  }
}
