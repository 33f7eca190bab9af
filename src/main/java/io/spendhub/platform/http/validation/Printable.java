package io.spendhub.platform.http.validation;

import io.spendhub.shared.CardNumbers;

/**
 * Makes what a caller sent safe to show back to them: short, whole Unicode characters only, and
 * without its digits where it holds a card number.
 */
public final class Printable {
  private static final int MAXIMUM_LENGTH = 200;
  private static final int REPLACEMENT = 0xFFFD;

  private Printable() {}

  public static String of(String text) {
    boolean secret = CardNumbers.containsCardNumber(text);
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAXIMUM_LENGTH)
        .map(codePoint -> secret && Character.isDigit(codePoint) ? '*' : shown(codePoint))
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static int shown(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE ? REPLACEMENT : codePoint;
  }
}
