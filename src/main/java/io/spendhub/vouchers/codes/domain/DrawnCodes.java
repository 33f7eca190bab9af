package io.spendhub.vouchers.codes.domain;

import io.spendhub.vouchers.codes.CodeFormat;
import io.spendhub.vouchers.codes.Codes;
import java.util.random.RandomGenerator;

/** Codes that are drawn at random, each that a format has as likely as any other. */
public final class DrawnCodes {
  private DrawnCodes() {}

  /**
   * Draws a code. It may be one that exists already.
   *
   * @param format one that {@link CodeFormats#check} accepts
   * @param random nobody may be able to foresee it, as with {@code SecureRandom}
   */
  public static String draw(CodeFormat format, RandomGenerator random) {
    CharacterDraw draw = new CharacterDraw(format.charset(), random);
    String template = CodeFormats.template(format);
    StringBuilder code = new StringBuilder(template.length());
    StringBuilder drawn = new StringBuilder(format.length());
    for (int i = 0; i < template.length(); i++) {
      switch (template.charAt(i)) {
        case CodeFormats.DRAWN -> {
          char next = draw.next();
          code.append(next);
          drawn.append(next);
        }
        case CodeFormats.CHECK -> code.append(CheckCharacter.of(format.charset(), drawn));
        default -> code.append(template.charAt(i));
      }
    }
    return code.toString();
  }

  /**
   * Whether a text can be a code of the format, its check character included. Codes that were
   * chosen or imported need not be of the format.
   *
   * @param normalized as {@link Codes#normalized} makes it
   */
  public static boolean mayBe(CodeFormat format, String normalized) {
    String template = Codes.normalized(CodeFormats.template(format));
    if (normalized.length() != template.length()) {
      return false;
    }
    StringBuilder drawn = new StringBuilder(format.length());
    for (int i = 0; i < template.length(); i++) {
      char found = normalized.charAt(i);
      boolean fits =
          switch (template.charAt(i)) {
            case CodeFormats.DRAWN -> format.charset().indexOf(found) >= 0;
            case CodeFormats.CHECK -> found == CheckCharacter.of(format.charset(), drawn);
            default -> found == template.charAt(i);
          };
      if (!fits) {
        return false;
      }
      if (template.charAt(i) == CodeFormats.DRAWN) {
        drawn.append(found);
      }
    }
    return true;
  }
}
