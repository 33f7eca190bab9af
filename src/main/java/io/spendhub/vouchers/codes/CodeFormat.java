package io.spendhub.vouchers.codes;

import java.util.Optional;

/**
 * What a campaign's generated codes look like.
 *
 * @param length how many characters are drawn at random, between prefix and suffix, 4 to 64; with a
 *     pattern, how many '#' it has
 * @param charset the characters that are drawn from, upper case, none of them ambiguous
 * @param pattern where the drawn characters stand, as in {@code ####-####-####}; a '#' is one of
 *     them
 * @param checkDigit whether a further character, computed from the drawn ones, follows them, so
 *     that a slip of the pen is noticed without a look at the database
 * @param showOnce whether codes are shown when they are made and kept only as a keyed hash
 */
public record CodeFormat(
    int length,
    String charset,
    Optional<String> prefix,
    Optional<String> suffix,
    Optional<String> pattern,
    boolean checkDigit,
    boolean showOnce) {

  /** Digits and capitals without 0, O, 1 and I, which people mistake for each other. */
  public static final String UNAMBIGUOUS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  public static final CodeFormat DEFAULT =
      new CodeFormat(
          12, UNAMBIGUOUS, Optional.empty(), Optional.empty(), Optional.empty(), false, false);
}
