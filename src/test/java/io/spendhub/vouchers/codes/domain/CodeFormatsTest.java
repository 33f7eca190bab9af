package io.spendhub.vouchers.codes.domain;

import static io.spendhub.vouchers.codes.domain.GivenFormat.aFormat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import io.spendhub.vouchers.codes.CodeFormat;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which formats of codes are accepted, and how many codes they have room for. */
class CodeFormatsTest {
  @Test
  void the_usual_format_is_accepted() {
    assertThat(faults(new GivenFormat(CodeFormat.DEFAULT))).isEmpty();
  }

  @Test
  void a_format_may_say_all_there_is_to_say() {
    assertThat(
            faults(
                aFormat(8, "ABC")
                    .withPrefix("Gift2026-")
                    .withPattern("####-A_1-####")
                    .withSuffix("-x")
                    .withCheckDigit()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 3, 65, Integer.MAX_VALUE})
  void from_4_to_64_characters_are_drawn(int length) {
    assertThat(faults(aFormat(length))).contains("/code/length out_of_range");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 64})
  void no_fewer_and_no_more(int length) {
    assertThat(faults(aFormat(length))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "A", "AA", "ABCA", "AB0", "ABO", "AB1", "ABI", "ab", "AÄ", "A-", "A "})
  void characters_are_different_capitals_and_digits_that_nobody_confuses(String charset) {
    assertThat(faults(aFormat(12, charset))).containsExactly("/code/charset wrong_format");
  }

  @Test
  void no_format_has_codes_that_may_read_as_ids() {
    assertThat(faults(aFormat(32))).containsExactly("/code wrong_value");
    assertThat(faults(aFormat(31).withCheckDigit())).containsExactly("/code wrong_value");
    assertThat(faults(aFormat(28).withPrefix("fee-").withSuffix("D")))
        .containsExactly("/code wrong_value");
    assertThat(faults(aFormat(32).withPrefix("X"))).isEmpty();
    assertThat(faults(aFormat(31).withSuffix("g"))).isEmpty();
    assertThat(faults(aFormat(32, "GHJK"))).isEmpty();
  }

  @Test
  void prefix_suffix_and_pattern_are_letters_digits_and_separators() {
    assertThat(faults(aFormat(8).withPrefix("A B"))).containsExactly("/code/prefix wrong_format");
    assertThat(faults(aFormat(8).withPrefix(""))).containsExactly("/code/prefix wrong_format");
    assertThat(faults(aFormat(8).withSuffix("#"))).containsExactly("/code/suffix wrong_format");
    assertThat(faults(aFormat(8).withSuffix("*"))).containsExactly("/code/suffix wrong_format");
    assertThat(faults(aFormat(8).withPattern("####*####")))
        .containsExactly("/code/pattern wrong_format");
  }

  @Test
  void a_pattern_has_a_place_for_each_character_that_is_drawn() {
    assertThat(faults(aFormat(8).withPattern("####-###")))
        .containsExactly("/code/pattern wrong_value");
    assertThat(faults(aFormat(8).withPattern("####-#####")))
        .containsExactly("/code/pattern wrong_value");
  }

  @Test
  void a_code_has_at_most_64_characters_in_all() {
    assertThat(faults(aFormat(60).withPrefix("AB-").withSuffix("C"))).isEmpty();
    assertThat(faults(aFormat(60).withPrefix("AB-").withSuffix("CD")))
        .containsExactly("/code too_long");
    assertThat(faults(aFormat(64).withCheckDigit())).containsExactly("/code too_long");
    assertThat(faults(aFormat(60).withPattern("-".repeat(5) + "#".repeat(60))))
        .containsExactly("/code too_long");
  }

  @Test
  void there_are_as_many_codes_as_ways_to_draw_their_characters() {
    assertThat(CodeFormats.room(aFormat(4, "AB").format())).isEqualTo(16);
    assertThat(CodeFormats.room(aFormat(64).format())).isEqualTo(BigInteger.TWO.pow(320));
    assertThat(CodeFormats.room(aFormat(4, "AB").withPrefix("X-").withCheckDigit().format()))
        .as("what is not drawn makes no room")
        .isEqualTo(16);
  }

  @Test
  void a_guess_hits_a_code_with_a_chance_of_at_most_one_in_a_million() {
    CodeFormat tenMillionPossible = aFormat(7, "23456789AB").format();

    assertThatCode(() -> CodeFormats.requireRoom(tenMillionPossible, 0, 10))
        .doesNotThrowAnyException();
    assertThatCode(() -> CodeFormats.requireRoom(tenMillionPossible, 9, 1))
        .doesNotThrowAnyException();
    assertRefused(tenMillionPossible, 0, 11);
    assertRefused(tenMillionPossible, 10, 1);
  }

  @Test
  void eight_unambiguous_characters_have_room_for_a_million_codes() {
    assertThatCode(() -> CodeFormats.requireRoom(aFormat(8).format(), 0, 1_000_000))
        .doesNotThrowAnyException();
    assertRefused(aFormat(8).format(), 0, 1_100_000);
  }

  @Test
  void codes_of_other_characters_count_by_how_likely_they_are_hit() {
    CodeFormat format = aFormat(4, "ABCD").format();

    assertThat(CodeFormats.asManyOf(format, 4, 7)).isEqualTo(7);
    assertThat(CodeFormats.asManyOf(format, 2, 1)).as("4^4 / 2^4").isEqualTo(16);
    assertThat(CodeFormats.asManyOf(format, 8, 16)).as("4^4 / 8^4").isEqualTo(1);
    assertThat(CodeFormats.asManyOf(format, 8, 17)).as("rounded up").isEqualTo(2);
    assertThat(CodeFormats.asManyOf(format, 8, 0)).isEqualTo(0);
  }

  @Test
  void the_usual_format_never_runs_out_and_a_shorter_one_may() {
    assertThat(CodeFormats.canRunOut(CodeFormat.DEFAULT)).isFalse();
    assertThat(CodeFormats.canRunOut(aFormat(11).format())).isTrue();
    assertThat(CodeFormats.canRunOut(aFormat(59, "AB").format())).isTrue();
    assertThat(CodeFormats.canRunOut(aFormat(60, "AB").format())).isFalse();
  }

  @Test
  void codes_look_alike_if_no_case_separator_or_character_tells_them_apart() {
    String look = CodeFormats.look(aFormat(4, "AB").withPrefix("x-").withCheckDigit().format());

    assertThat(look).isEqualTo("X####*");
    assertThat(CodeFormats.look(aFormat(4).withPattern("X-##_##").withCheckDigit().format()))
        .isEqualTo(look);
    assertThat(CodeFormats.look(aFormat(4).withPrefix("X").format())).isNotEqualTo(look);
  }

  @Test
  void no_number_of_codes_is_too_large_to_count() {
    assertRefused(aFormat(12).format(), Long.MAX_VALUE, Long.MAX_VALUE);
    assertThatCode(
            () -> CodeFormats.requireRoom(aFormat(64).format(), Long.MAX_VALUE, Long.MAX_VALUE))
        .doesNotThrowAnyException();
  }

  private static void assertRefused(CodeFormat format, long existing, long wanted) {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> CodeFormats.requireRoom(format, existing, wanted));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNPROCESSABLE);
    assertThat(refusal.code()).isEqualTo("pattern_too_small");
  }

  private static List<String> faults(GivenFormat given) {
    List<FieldError> errors = new ArrayList<>();
    CodeFormats.check(given.format(), "/code", errors);
    assertThat(errors).extracting(FieldError::detail).allMatch(it -> it.endsWith("."));
    return errors.stream().map(it -> it.pointer() + " " + it.code()).toList();
  }
}
