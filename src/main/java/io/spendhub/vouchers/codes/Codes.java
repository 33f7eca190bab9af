package io.spendhub.vouchers.codes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Codes of vouchers as people and machines write them: letters A to Z, digits, and separators that
 * count for nothing.
 */
public final class Codes {
  /** The fewest letters and digits of a code. */
  public static final int SHORTEST = 3;

  /** The most characters of a code, separators included. */
  public static final int LONGEST = 64;

  private static final int LONGEST_SCAN = 2_000;
  private static final String SCHEME = "spendhub:voucher:";
  private static final String SEPARATORS = " -_.";
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9 ._-]{1," + LONGEST + "}");
  private static final Pattern ID = Pattern.compile("[0-9A-F]{32}");
  private static final Pattern URL =
      Pattern.compile(
          "https?://[^/?#]+(?<path>[^?#]*)(\\?(?<query>[^#]*))?(#.*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern CODE_PARAMETER = Pattern.compile("(code|voucher)=(?<code>.+)");

  private Codes() {}

  /** The form in which codes are compared and unique: upper case, without separators. */
  public static String normalized(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    StringBuilder kept = new StringBuilder(upper.length());
    for (int i = 0; i < upper.length(); i++) {
      if (SEPARATORS.indexOf(upper.charAt(i)) < 0) {
        kept.append(upper.charAt(i));
      }
    }
    return kept.toString();
  }

  /** Whether a text can be a code, as a caller may choose or look up one. */
  public static boolean isCode(String text) {
    return CODE.matcher(text).matches() && normalized(text).length() >= SHORTEST;
  }

  /**
   * Whether a text can be the code of a new voucher. Not one that is an id, however it is spelled:
   * a voucher goes by its id, too, and nobody could say which of two is meant.
   */
  public static boolean mayBeMade(String text) {
    return isCode(text) && !ID.matcher(normalized(text)).matches();
  }

  /** What the QR code of a voucher says. */
  public static String scannable(String code) {
    return SCHEME + code;
  }

  /**
   * The code in what was scanned or typed: a text of {@link #scannable}, a bare code, or a link (
   * http or https) with it as parameter {@code code} or {@code voucher}, or else at the end of its
   * path. Empty if there is none, or the text has more than 2,000 characters.
   */
  public static Optional<String> extract(String scanned) {
    if (scanned.length() > LONGEST_SCAN) {
      return Optional.empty();
    }
    String text = scanned.strip();
    Matcher url = URL.matcher(text);
    Optional<String> code =
        url.matches() ? linked(url) : Optional.of(withoutScheme(text)).map(String::strip);
    return code.filter(Codes::isCode);
  }

  private static String withoutScheme(String text) {
    boolean named = text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return named ? text.substring(SCHEME.length()) : text;
  }

  private static Optional<String> linked(Matcher url) {
    return Optional.ofNullable(url.group("query"))
        .flatMap(Codes::parameter)
        .or(() -> Optional.of(lastSegment(url.group("path"))));
  }

  private static Optional<String> parameter(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(CODE_PARAMETER::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group("code"))
        .findFirst();
  }

  private static String lastSegment(String path) {
    String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return whole.substring(whole.lastIndexOf('/') + 1);
  }
}
