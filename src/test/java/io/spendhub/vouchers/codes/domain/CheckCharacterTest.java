package io.spendhub.vouchers.codes.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.shared.CardNumbers;
import io.spendhub.testing.Property;
import io.spendhub.vouchers.codes.CodeFormat;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What the last character of a code says of the others. */
class CheckCharacterTest {
  private static final String DIGITS = "0123456789";

  @Test
  void over_ten_digits_it_is_that_of_card_numbers() {
    assertThat(CheckCharacter.of(DIGITS, "7992739871")).isEqualTo('3');
    Property.holdsForAny(
        random -> {
          String digits = any(random, DIGITS, random.nextInt(1, 20));

          assertThat(CardNumbers.passesLuhn(digits + CheckCharacter.of(DIGITS, digits))).isTrue();
        });
  }

  @Test
  void one_wrong_character_is_always_found() {
    Property.holdsForAny(
        random -> {
          String charset = anyCharset(random);
          String right = any(random, charset, random.nextInt(1, 20));
          int at = random.nextInt(right.length());
          char wrong = charset.charAt(random.nextInt(charset.length()));
          String slip = right.substring(0, at) + wrong + right.substring(at + 1);

          assertThat(CheckCharacter.of(charset, slip) == CheckCharacter.of(charset, right))
              .as("%s for %s over %s", slip, right, charset)
              .isEqualTo(slip.equals(right));
        });
  }

  @Test
  void two_neighbours_swapped_are_found_but_for_first_and_last_of_an_even_charset() {
    Property.holdsForAny(
        random -> {
          String charset = anyCharset(random);
          String right = any(random, charset, random.nextInt(2, 20));
          int at = random.nextInt(right.length() - 1);
          String slip =
              right.substring(0, at)
                  + right.charAt(at + 1)
                  + right.charAt(at)
                  + right.substring(at + 2);
          int distance =
              Math.abs(charset.indexOf(right.charAt(at)) - charset.indexOf(right.charAt(at + 1)));
          boolean isBlind = charset.length() % 2 == 0 && distance == charset.length() - 1;

          assertThat(CheckCharacter.of(charset, slip) == CheckCharacter.of(charset, right))
              .as("%s for %s over %s", slip, right, charset)
              .isEqualTo(distance == 0 || isBlind);
        });
  }

  private static String anyCharset(RandomGenerator random) {
    return CodeFormat.UNAMBIGUOUS.substring(0, random.nextInt(2, 33));
  }

  private static String any(RandomGenerator random, String charset, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(charset.charAt(random.nextInt(charset.length())));
    }
    return text.toString();
  }
}
