package io.spendhub.vouchers.codes.domain;

import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import io.spendhub.vouchers.codes.CodeFormat;
import io.spendhub.vouchers.codes.Codes;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/** What codes of a format are made of, and how many of them there may be. */
public final class CodeFormats {
  /** In a template: a character that is drawn, as in a pattern. */
  static final char DRAWN = '#';

  /** In a template: the character that checks the drawn ones. */
  static final char CHECK = '*';

  private static final int SHORTEST = 4;
  private static final int ID_DIGITS = 32;
  private static final int FEWEST_CHARACTERS = 2;
  private static final Pattern FIXED = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_#-]+");

  /**
   * How many possible codes there must be for each that exists, so that one guess hits any of them
   * with a chance of at most one in a million. These are the 20 bits that NIST SP 800-63B (5.1.2.1)
   * asks of look-up secrets, whose guessing is rate limited, and here of all together.
   */
  private static final BigInteger POSSIBLE_PER_CODE = BigInteger.valueOf(1_000_000);

  /** No organization ever has so many codes, which are vouchers in rows of a table. */
  private static final BigInteger MORE_THAN_ANYBODY_HAS = BigInteger.TEN.pow(12);

  private CodeFormats() {}

  /**
   * Checks a format before it is accepted.
   *
   * @param pointer where it stands in the body, such as {@code /code}
   * @param errors takes every fault
   */
  public static void check(CodeFormat format, String pointer, List<FieldError> errors) {
    FormatCheck check = new FormatCheck(pointer, errors);
    check.that(
        format.length() >= SHORTEST && format.length() <= Codes.LONGEST,
        "length",
        "out_of_range",
        "Codes have 4 to 64 characters that are drawn.");
    check.that(
        isUnambiguous(format.charset()),
        "charset",
        "wrong_format",
        "2 to 32 different characters are drawn from: digits and capitals without 0, O, 1 and I.");
    format.prefix().ifPresent(text -> check.matches(FIXED, text, "prefix"));
    format.suffix().ifPresent(text -> check.matches(FIXED, text, "suffix"));
    format.pattern().ifPresent(text -> check.matches(PATTERN, text, "pattern"));
    format
        .pattern()
        .ifPresent(
            text ->
                check.that(
                    text.chars().filter(c -> c == DRAWN).count() == format.length(),
                    "pattern",
                    "wrong_value",
                    "A pattern has as many # as the code's length."));
    check.that(
        size(format) <= Codes.LONGEST,
        "",
        "too_long",
        "A code has at most 64 characters, prefix, suffix and separators included.");
    check.that(
        format.length() < SHORTEST || size(format) > Codes.LONGEST || !mayMakeIds(format),
        "",
        "wrong_value",
        "Codes of 32 digits and letters A to F would read as UUIDs: make them longer or shorter.");
  }

  /** Whether a code of the format may be one that {@link Codes#mayBeMade} refuses. */
  private static boolean mayMakeIds(CodeFormat format) {
    String look = look(format);
    return look.length() == ID_DIGITS && look.chars().allMatch(place -> mayBeHex(place, format));
  }

  private static boolean mayBeHex(int place, CodeFormat format) {
    return (place == DRAWN || place == CHECK)
        ? format.charset().chars().anyMatch(CodeFormats::isHex)
        : isHex(place);
  }

  private static boolean isHex(int character) {
    return Character.digit(character, 16) >= 0;
  }

  /** How many different codes the format has. */
  public static BigInteger room(CodeFormat format) {
    return BigInteger.valueOf(format.charset().length()).pow(format.length());
  }

  /** How many codes of the format there may be. */
  private static BigInteger most(CodeFormat format) {
    return room(format).divide(POSSIBLE_PER_CODE);
  }

  /** Whether an organization can ever have as many codes as the format has room for. */
  public static boolean canRunOut(CodeFormat format) {
    return most(format).compareTo(MORE_THAN_ANYBODY_HAS) < 0;
  }

  /** What codes of the format look like in the form in which they are compared. */
  public static String look(CodeFormat format) {
    return Codes.normalized(template(format));
  }

  /**
   * How many codes of a format are as likely to be hit by a guess as other codes of the same look.
   *
   * @param characters from how many each character of the others was drawn
   * @param codes how many others there are
   */
  public static BigInteger asManyOf(CodeFormat format, long characters, long codes) {
    BigInteger othersRoom = BigInteger.valueOf(characters).pow(format.length());
    return BigInteger.valueOf(codes)
        .multiply(room(format))
        .add(othersRoom.subtract(BigInteger.ONE))
        .divide(othersRoom);
  }

  /**
   * Sees that codes stay hard to guess.
   *
   * @param existing how many codes of the format there are, at least 0
   * @param wanted how many more there shall be, at least 0
   * @throws Refusal 422 {@code pattern_too_small}
   */
  public static void requireRoom(CodeFormat format, long existing, long wanted) {
    BigInteger codes = BigInteger.valueOf(existing).add(BigInteger.valueOf(wanted));
    BigInteger most = most(format);
    if (codes.compareTo(most) > 0) {
      throw Refusal.unprocessable(
          "pattern_too_small",
          "So many codes of this format could be guessed. It has room for "
              + most
              + "; longer codes or more characters make more.");
    }
  }

  /** The code place by place: {@link #DRAWN}, {@link #CHECK}, or the character itself. */
  static String template(CodeFormat format) {
    String pattern = format.pattern().orElseGet(() -> "#".repeat(format.length()));
    int drawn = pattern.lastIndexOf(DRAWN) + 1;
    return format.prefix().orElse("")
        + pattern.substring(0, drawn)
        + (format.checkDigit() ? CHECK : "")
        + pattern.substring(drawn)
        + format.suffix().orElse("");
  }

  /** The length of the whole code, told without making a template of a length out of range. */
  private static long size(CodeFormat format) {
    long drawn = format.pattern().map(String::length).orElse(format.length());
    return drawn
        + format.prefix().map(String::length).orElse(0)
        + format.suffix().map(String::length).orElse(0)
        + (format.checkDigit() ? 1 : 0);
  }

  private static boolean isUnambiguous(String charset) {
    return charset.length() >= FEWEST_CHARACTERS
        && charset.chars().distinct().count() == charset.length()
        && charset.chars().allMatch(c -> CodeFormat.UNAMBIGUOUS.indexOf(c) >= 0);
  }

  /** Notes what a format does not keep. */
  private record FormatCheck(String pointer, List<FieldError> errors) {
    void that(boolean kept, String field, String code, String detail) {
      if (!kept) {
        errors.add(new FieldError(field.isEmpty() ? pointer : at(field), code, detail));
      }
    }

    void matches(Pattern wanted, String text, String field) {
      that(
          wanted.matcher(text).matches(),
          field,
          "wrong_format",
          "Letters, digits, - and _ are possible here.");
    }

    private String at(String field) {
      return pointer + "/" + field;
    }
  }
}
