package io.spendhub.vouchers.codes.domain;

/**
 * The character that checks others: Luhn's sum modulo N, over the N characters of a charset. It
 * finds every single wrong character, and every swap of neighbours but that of the first and the
 * last of an even charset (as Luhn misses 09 for 90).
 */
final class CheckCharacter {
  private CheckCharacter() {}

  /**
   * The check of these characters, which are all of the charset.
   *
   * @param charset of 2 characters or more, all different
   */
  static char of(String charset, CharSequence characters) {
    int n = charset.length();
    int sum = 0;
    for (int fromRight = 0; fromRight < characters.length(); fromRight++) {
      int value = charset.indexOf(characters.charAt(characters.length() - 1 - fromRight));
      sum += fromRight % 2 == 0 ? doubled(value, n) : value;
    }
    return charset.charAt(Math.floorMod(-sum, n));
  }

  /**
   * Twice the value, as the sum of its two digits to the base n if n is even. If n is odd, that sum
   * would be the same for some values, while the remainder is not.
   */
  private static int doubled(int value, int n) {
    if (2 * value < n) {
      return 2 * value;
    }
    return n % 2 == 0 ? 2 * value - n + 1 : 2 * value - n;
  }
}
