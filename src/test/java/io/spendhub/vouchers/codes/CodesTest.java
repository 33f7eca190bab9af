package io.spendhub.vouchers.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How codes are written, compared and found in what was scanned. */
class CodesTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "ABCD-EFGH, ABCDEFGH",
        "abcd efgh, ABCDEFGH",
        "aB_c.D-, ABCD",
        "\" 2 3 \", 23",
        "\"-_. \", \"\""
      })
  void case_and_separators_make_no_difference(String written, String compared) {
    assertThat(Codes.normalized(written)).isEqualTo(compared);
  }

  @Test
  void the_language_of_the_machine_makes_no_difference() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("tr"));
      assertThat(Codes.normalized("gift")).isEqualTo("GIFT");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"VIP", "SUMMER-26", "a b c", "A.B_C-1"})
  void letters_digits_and_separators_are_a_code(String text) {
    assertThat(Codes.isCode(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AB",
        "A-B",
        "-_. -_.",
        "GIFT!",
        "ÄÖÜ",
        "G\tIFT",
        "GIFT\n",
        "GIFT#",
        "\u0131\u0131\u0131"
      })
  void anything_else_is_none(String text) {
    assertThat(Codes.isCode(text)).isFalse();
  }

  @Test
  void a_code_has_at_most_64_characters() {
    assertThat(Codes.isCode("A".repeat(64))).isTrue();
    assertThat(Codes.isCode("A".repeat(65))).isFalse();
  }

  @Test
  void what_a_qr_code_says_is_understood_again() {
    assertThat(Codes.scannable("ABCD-2345")).isEqualTo("spendhub:voucher:ABCD-2345");
    assertThat(Codes.extract(Codes.scannable("ABCD-2345"))).contains("ABCD-2345");
  }

  @ParameterizedTest
  @CsvSource({
    "ABCD-2345, ABCD-2345",
    "'  ABCD 2345\n', ABCD 2345",
    "SPENDHUB:VOUCHER:abcd, abcd",
    "https://shop.example/v/ABCD-2345, ABCD-2345",
    "HTTP://shop.example/ABCD/, ABCD",
    "https://shop.example/redeem?code=ABCD, ABCD",
    "https://shop.example/redeem?lang=en&voucher=ABCD#top, ABCD",
    "https://shop.example?voucher=ABCD, ABCD",
    "https://shop.example/ABCD?lang=en, ABCD",
    "https://shop.example/redeem?code=&voucher=ABCD, ABCD",
    "https://shop.example:8443/a/b/ABCD#x/y, ABCD"
  })
  void a_code_is_found_in_what_was_scanned(String scanned, String code) {
    assertThat(Codes.extract(scanned)).contains(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "https://ABCD",
        "https://shop.example/",
        "https://shop.example/a?code=<script>",
        "ftp://shop.example/ABCD",
        "javascript:alert(1)",
        "spendhub:voucher:",
        "spendhub:card:ABCD",
        "WIFI:S:guest;T:WPA;P:secret;;",
        "AB\u0000CD",
        "http://",
        "https:///ABCD"
      })
  void where_there_is_no_code_none_is_found(String scanned) {
    assertThat(Codes.extract(scanned)).isEmpty();
  }

  @Test
  void a_text_of_more_than_2000_characters_is_not_looked_at() {
    assertThat(Codes.extract(" ".repeat(1_996) + "ABCD")).contains("ABCD");
    assertThat(Codes.extract(" ".repeat(1_997) + "ABCD")).isEmpty();
  }
}
