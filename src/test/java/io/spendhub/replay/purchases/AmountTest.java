package io.spendhub.replay.purchases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

  @ParameterizedTest
  @CsvSource({
    "GBP, 94.93, 9493",
    "GBP, -0.05, -5",
    "GBP, 7, 700",
    "JPY, 1200, 1200",
    "JPY, 1200.00, 1200",
    "KWD, 1.5, 1500",
    "KWD, 0.001, 1",
    "CLF, 1.0001, 10001",
    "GBP, 90071992547409.93, 9007199254740993"
  })
  void major_units_become_minor_ones_by_the_currencys_exponent(
      String currency, String text, long minor) {
    assertThat(Amount.parse(text, currency)).isEqualTo(new Amount(minor, currency));
  }

  @ParameterizedTest
  @CsvSource({"GBP, 1.005", "JPY, 10.5", "KWD, 0.0001"})
  void more_decimals_than_the_currency_has_are_refused(String currency, String text) {
    assertThatThrownBy(() -> Amount.parse(text, currency))
        .hasMessageStartingWith(text + " has more decimals than " + currency);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1e5", "1,000.00", "+1", " 1", ".5", "5.", "NaN", "£5"})
  void what_is_no_plain_decimal_number_is_refused(String text) {
    assertThatThrownBy(() -> Amount.parse(text, "GBP")).hasMessageContaining("is not an amount");
  }

  @Test
  void more_than_fits_is_refused() {
    assertThatThrownBy(() -> Amount.parse("999999999999999999", "GBP"))
        .hasMessageContaining("too large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GBP|2076745780|GBP 20,767,457.80",
        "GBP|-5|GBP -0.05",
        "JPY|1234567|JPY 1,234,567",
        "KWD|1500|KWD 1.500",
        "GBP|9007199254740993|GBP 90,071,992,547,409.93"
      })
  void the_text_has_all_decimals_and_separated_thousands(String currency, long minor, String text) {
    assertThat(new Amount(minor, currency)).hasToString(text);
  }
}
