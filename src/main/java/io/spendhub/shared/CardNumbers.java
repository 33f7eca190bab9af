package io.spendhub.shared;

/**
 * The numbers of payment cards (ISO/IEC 7812): 13 to 19 digits, of which the last checks the others
 * by Luhn's sum.
 */
public final class CardNumbers {
  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;

  private CardNumbers() {}

  /** Whether the text is a card number and nothing else. */
  public static boolean isCardNumber(String text) {
    return text.length() >= SHORTEST
        && text.length() <= LONGEST
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && passesLuhn(text);
  }

  /**
   * Whether 13 to 19 digits in a row, with no digit before or after them, pass Luhn. Digits of
   * other scripts count as well: they are read as easily.
   */
  public static boolean containsCardNumber(String text) {
    StringBuilder row = new StringBuilder();
    for (int codePoint : text.codePoints().toArray()) {
      int digit = Character.digit(codePoint, 10);
      if (digit >= 0) {
        row.append((char) ('0' + digit));
      } else if (isCardNumber(row.toString())) {
        return true;
      } else {
        row.setLength(0);
      }
    }
    return isCardNumber(row.toString());
  }

  /** Whether the sum of the ASCII digits, every second one from the right doubled, ends in 0. */
  public static boolean passesLuhn(String digits) {
    int sum = 0;
    for (int fromRight = 0; fromRight < digits.length(); fromRight++) {
      int digit = digits.charAt(digits.length() - 1 - fromRight) - '0';
      int weighted = fromRight % 2 == 0 ? digit : digit * 2;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }
}
