package io.spendhub.testing;

/**
 * An amount of money as people write it in a test.
 *
 * @param amount minor units
 * @param currency ISO 4217
 */
public record Price(long amount, String currency) {
  private static final int PENCE_PER_POUND = 100;

  /** Whole pounds. */
  public static Price gbp(long pounds) {
    return pence(Math.multiplyExact(pounds, PENCE_PER_POUND));
  }

  /** Pence, the minor unit of the pound. */
  public static Price pence(long amount) {
    return new Price(amount, "GBP");
  }

  /** Whole euros. */
  public static Price eur(long euros) {
    return new Price(Math.multiplyExact(euros, 100), "EUR");
  }
}
