package io.spendhub.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "pay 4111111111111111 now",
        "x4111111111111111y",
        "378282246310005",
        "4222222222222",
        "6304000000000000000",
        "6011000990139424",
        "1 22 333 5555555555554444",
        "\uFF14\uFF11\uFF11\uFF11\uFF11\uFF11\uFF11\uFF11\uFF11\uFF11\uFF11\uFF11\uFF11\uFF11\uFF11\uFF11"
      })
  void a_card_number_is_found(String text) {
    assertThat(CardNumbers.containsCardNumber(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no digits",
        "4111111111111112",
        "424242424242",
        "4111-1111-1111-1111",
        "41111111111111110000",
        "0198f5a0-0000-7000-8000-000000000001"
      })
  void other_digits_are_left_alone(String text) {
    assertThat(CardNumbers.containsCardNumber(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "411111111111",
        "4111111111111111 ",
        "41111111111111111111",
        "411111111111111;",
        "411111111111111'"
      })
  void a_card_number_is_digits_only_and_of_the_right_length(String text) {
    assertThat(CardNumbers.isCardNumber(text)).isFalse();
  }
}
