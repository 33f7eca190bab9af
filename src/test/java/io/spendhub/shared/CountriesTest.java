package io.spendhub.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountriesTest {
  @ParameterizedTest
  @CsvSource({"GB, GB", "GBR, GB", "DE, DE", "DEU, DE", "US, US", "USA, US", "CHE, CH", "AUT, AT"})
  void both_codes_of_a_country_are_read_as_alpha_2(String code, String alpha2) {
    assertThat(Countries.alpha2(code)).contains(alpha2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G", "gb", "gbr", "UK", "ZZ", "ZZZ", "XX", "826", "GB "})
  void what_is_no_code_of_iso_3166_is_no_country(String code) {
    assertThat(Countries.alpha2(code)).isEmpty();
  }

  @Test
  void every_country_has_two_codes_that_name_it_alone() {
    assertThat(Arrays.stream(Locale.getISOCountries()))
        .hasSizeGreaterThan(240)
        .allSatisfy(
            alpha2 -> {
              String alpha3 = Locale.of("", alpha2).getISO3Country();
              assertThat(alpha3).hasSize(3);
              assertThat(Countries.alpha2(alpha2)).contains(alpha2);
              assertThat(Countries.alpha2(alpha3)).contains(alpha2);
            });
  }
}
