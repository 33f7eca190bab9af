package io.spendhub.vouchers.codes.domain;

import static io.spendhub.vouchers.codes.domain.GivenFormat.aFormat;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.vouchers.codes.CodeFormat;
import io.spendhub.vouchers.codes.Codes;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What codes look like, and that none is likelier than another. */
class DrawnCodesTest {
  private static final int MILLION = 1_000_000;

  @Test
  void a_code_is_its_prefix_what_was_drawn_and_its_suffix() {
    CodeFormat format = aFormat(6, "AB").withPrefix("Gift-").withSuffix("_26").format();

    assertThat(drawn(format)).matches("Gift-[AB]{6}_26");
  }

  @Test
  void a_pattern_says_where_the_drawn_characters_stand() {
    CodeFormat format = aFormat(6, "AB").withPattern("##-X-##_##").format();

    assertThat(drawn(format)).matches("[AB]{2}-X-[AB]{2}_[AB]{2}");
  }

  @Test
  void the_check_character_follows_the_last_that_was_drawn() {
    CodeFormat plain = aFormat(4, "ABC").withPrefix("P").withCheckDigit().format();
    CodeFormat pattern = aFormat(4, "ABC").withPattern("##-##-X").withCheckDigit().format();

    assertThat(drawn(plain)).matches("P[ABC]{5}");
    assertThat(drawn(pattern)).matches("[ABC]{2}-[ABC]{3}-X");
  }

  @Test
  void a_million_codes_are_all_different_and_of_their_format() {
    RandomGenerator random = new SplittableRandom(1);
    Set<String> seen = new HashSet<>(2 * MILLION);
    for (int i = 0; i < MILLION; i++) {
      seen.add(Codes.normalized(DrawnCodes.draw(CodeFormat.DEFAULT, random)));
    }

    assertThat(seen).hasSize(MILLION);
    assertThat(seen).allMatch(code -> DrawnCodes.mayBe(CodeFormat.DEFAULT, code));
  }

  /**
   * Pearson's test over every place, for sizes that divide the values of a byte and that do not. By
   * chance alone a sum so large comes less than once in a hundred thousand times (the limit is
   * Wilson and Hilferty's, for 4.3 standard deviations); the seed is fixed, so it never does.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 10, 16, 24, 31, 32})
  void every_character_is_as_likely_as_any_other_in_every_place(int size) {
    CodeFormat format = aFormat(8, CodeFormat.UNAMBIGUOUS.substring(0, size)).format();
    RandomGenerator random = new SplittableRandom(size);
    int draws = 100_000;
    int[][] counts = new int[format.length()][size];
    for (int i = 0; i < draws; i++) {
      String code = DrawnCodes.draw(format, random);
      for (int place = 0; place < counts.length; place++) {
        counts[place][format.charset().indexOf(code.charAt(place))]++;
      }
    }

    for (int[] place : counts) {
      assertThat(chiSquare(place, draws)).isLessThan(limit(size - 1));
    }
  }

  @Test
  void a_code_may_be_of_its_format_however_it_is_written() {
    CodeFormat format =
        aFormat(8).withPrefix("Gift-").withPattern("####-####").withCheckDigit().format();
    String code = drawn(format);

    assertThat(mayBe(format, code)).isTrue();
    assertThat(mayBe(format, " " + code.toLowerCase(Locale.ROOT))).isTrue();
  }

  @Test
  void what_is_shorter_longer_or_made_of_other_characters_is_not_of_the_format() {
    CodeFormat format = aFormat(4, "ABC").withPrefix("X").withSuffix("Y").format();

    assertThat(mayBe(format, "XABCAY")).isTrue();
    assertThat(mayBe(format, "XABCY")).isFalse();
    assertThat(mayBe(format, "XABCAAY")).isFalse();
    assertThat(mayBe(format, "XABCDY")).isFalse();
    assertThat(mayBe(format, "ZABCAY")).isFalse();
    assertThat(mayBe(format, "XABCAZ")).isFalse();
    assertThat(mayBe(format, "")).isFalse();
  }

  @Test
  void any_slip_in_one_character_is_noticed_where_there_is_a_check_character() {
    CodeFormat format = aFormat(6, "ABCDEFG").withCheckDigit().format();
    String code = drawn(format);
    for (int at = 0; at < code.length(); at++) {
      for (char other : format.charset().toCharArray()) {
        String slip = code.substring(0, at) + other + code.substring(at + 1);

        assertThat(mayBe(format, slip)).as(slip).isEqualTo(slip.equals(code));
      }
    }
  }

  @Test
  void a_secure_source_is_not_asked_for_each_character() {
    int[] asked = {0};
    SecureRandom counting =
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            asked[0]++;
            super.nextBytes(bytes);
          }
        };

    DrawnCodes.draw(CodeFormat.DEFAULT, counting);

    assertThat(asked[0]).isEqualTo(1);
  }

  private static boolean mayBe(CodeFormat format, String written) {
    return DrawnCodes.mayBe(format, Codes.normalized(written));
  }

  private static String drawn(CodeFormat format) {
    return DrawnCodes.draw(format, new SplittableRandom(7));
  }

  private static double chiSquare(int[] counts, int draws) {
    double expected = (double) draws / counts.length;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  private static double limit(int degrees) {
    double spread = 2.0 / (9.0 * degrees);
    return degrees * Math.pow(1 - spread + 4.3 * Math.sqrt(spread), 3);
  }
}
