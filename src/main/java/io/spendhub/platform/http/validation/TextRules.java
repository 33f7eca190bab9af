package io.spendhub.platform.http.validation;

import io.spendhub.shared.CardNumbers;
import java.util.Optional;

/** What the contract asks of every text, and of names, memos, references and metadata besides. */
public final class TextRules {
  /** For the API description: what {@link #unstorable} lets pass, as a regular expression. */
  public static final String STORABLE_PATTERN = "^[^\\x00-\\x1F\\x7F-\\x9F]*$";

  /** The same of text that is not blank. */
  public static final String NOT_BLANK_PATTERN =
      "^[^\\x00-\\x1F\\x7F-\\x9F]*[^\\s\\x00-\\x1F\\x7F-\\x9F][^\\x00-\\x1F\\x7F-\\x9F]*$";

  /**
   * Why a text is refused.
   *
   * @param code stable, snake_case
   * @param detail a sentence for people, which never repeats the text
   */
  public record Fault(String code, String detail) {}

  private TextRules() {}

  /** Control characters, NUL among them, and halves of surrogate pairs are refused in all text. */
  public static Optional<Fault> unstorable(String text) {
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      if (isUnstorable(text.codePointAt(at))) {
        return Optional.of(new Fault("control_characters", "Control characters are not allowed."));
      }
    }
    return Optional.empty();
  }

  /** The rules of {@link PlainText}; lengths count Unicode characters, as PostgreSQL does. */
  public static Optional<Fault> plain(String text, int max) {
    return text.isBlank()
        ? Optional.of(new Fault("blank", "The text must not be blank."))
        : plainOrBlank(text, max);
  }

  /** The same of text that may be blank. */
  static Optional<Fault> plainOrBlank(String text, int max) {
    int length = text.codePointCount(0, text.length());
    if (length > max) {
      return Optional.of(new Fault("too_long", "At most " + max + " characters are allowed."));
    }
    return unstorable(text).or(() -> cardNumber(text));
  }

  private static Optional<Fault> cardNumber(String text) {
    return CardNumbers.containsCardNumber(text)
        ? Optional.of(new Fault("card_number", "A card number must not be stored here."))
        : Optional.empty();
  }

  private static boolean isUnstorable(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }
}
