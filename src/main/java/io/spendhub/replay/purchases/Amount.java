package io.spendhub.replay.purchases;

import io.spendhub.shared.Currencies;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An exact amount; negative where the file writes a refund.
 *
 * @param minor in minor units, by the currency's real exponent
 * @param currency an ISO 4217 code that can hold money
 */
public record Amount(long minor, String currency) {
  // No exponents, signs or separators: what BigDecimal reads beyond this is a typing error here.
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

  /**
   * Reads major units, such as {@code -12.50}.
   *
   * @throws IllegalArgumentException saying what is wrong: no decimal number, more decimals than
   *     the currency has, or more than fits
   */
  static Amount parse(String text, String currency) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is not an amount");
    }
    int exponent = Currencies.exponent(currency);
    BigDecimal minor = new BigDecimal(text).movePointRight(exponent);
    if (minor.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException(
          text + " has more decimals than " + currency + " (" + exponent + ")");
    }
    try {
      return new Amount(minor.longValueExact(), currency);
    } catch (ArithmeticException tooLarge) {
      throw new IllegalArgumentException(text + " is too large", tooLarge);
    }
  }

  public Amount abs() {
    return new Amount(Math.absExact(minor), currency);
  }

  /**
   * Major units with all the currency's decimals and separated thousands: {@code 20,767,457.80}.
   */
  public String text() {
    int exponent = Currencies.exponent(currency);
    return String.format(Locale.ROOT, "%,." + exponent + "f", BigDecimal.valueOf(minor, exponent));
  }

  @Override
  public String toString() {
    return currency + " " + text();
  }
}
