package io.spendhub.shared;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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

  @ParameterizedTest
  @CsvSource({"GB, GB", "GBR, GB", "gb, GB", "Gbr, GB", "826, GB", "' 004 ', AF", "840, US"})
  void what_networks_tell_is_understood_in_every_form_of_the_standard(String told, String alpha2) {
    assertThat(Countries.understood(told)).contains(alpha2);
  }

  /** Kosovo has no code of the standard, Romania and the Antilles had others; the rest is none. */
  @ParameterizedTest
  @ValueSource(
      strings = {"XK", "QZZ", "ROM", "AN", "000", "999", "", "8", "04", "0826", "ıN", "٨٢٦"})
  void what_no_form_of_the_standard_has_is_not_understood(String told) {
    assertThat(Countries.understood(told)).isEmpty();
  }

  @Test
  void every_country_has_one_number() {
    Set<String> numbered =
        IntStream.range(0, 1_000)
            .mapToObj(number -> Countries.understood("%03d".formatted(number)))
            .flatMap(Optional::stream)
            .collect(toSet());

    assertThat(numbered).containsExactlyInAnyOrder(Locale.getISOCountries());
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
