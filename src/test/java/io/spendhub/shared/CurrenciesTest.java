package io.spendhub.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrenciesTest {
  @ParameterizedTest
  @CsvSource({"JPY, 0", "ISK, 0", "GBP, 2", "EUR, 2", "KWD, 3", "TND, 3", "CLF, 4"})
  void a_currency_has_its_real_exponent(String code, int decimals) {
    assertThat(Currencies.exponent(code)).isEqualTo(decimals);
    assertThat(Currencies.find(code).orElseThrow().getCurrencyCode()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GB", "gbp", "Gbp", " GBP", "GBPX", "ZZZ", "978", "\u0000"})
  void what_is_no_code_of_iso_4217_is_no_currency(String code) {
    assertThat(Currencies.find(code)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> Currencies.exponent(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"XAU", "XAG", "XDR", "XTS", "XXX"})
  void a_code_without_decimals_holds_no_money(String code) {
    assertThat(Currencies.find(code)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> Currencies.exponent(code));
  }
}
