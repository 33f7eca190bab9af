package io.spendhub.testing.api;

/**
 * An amount of one currency.
 *
 * @param amount minor units
 */
public record Cash(long amount, String currency) {
  public static Cash gbp(long pence) {
    return new Cash(pence, "GBP");
  }

  public static Cash usd(long cents) {
    return new Cash(cents, "USD");
  }

  public static Cash jpy(long yen) {
    return new Cash(yen, "JPY");
  }
}
