package io.spendhub.cards.domain;

import static io.spendhub.testing.GivenCard.aCard;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.cards.CardState;
import io.spendhub.cards.CardType;
import io.spendhub.shared.Merchant;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When a card has expired, and what its first use binds it to. */
class CardStateTest {
  /** Midnight at the end of a month comes last in UTC-12. */
  @ParameterizedTest
  @CsvSource({
    "2026-02, 2026-03-01T12:00:00Z",
    "2026-03, 2026-04-01T12:00:00Z",
    "2026-12, 2027-01-01T12:00:00Z",
    "2028-02, 2028-03-01T12:00:00Z"
  })
  void a_card_expires_when_its_last_month_has_ended_everywhere(YearMonth month, Instant end) {
    CardState card = aCard().expiringAfter(month).state();

    assertThat(card.expired(end.minusNanos(1))).isFalse();
    assertThat(card.expired(end)).isTrue();
  }

  @Test
  void a_card_that_tells_no_expiry_never_expires() {
    assertThat(aCard().state().expired(Instant.parse("9999-12-31T23:59:59Z"))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void only_a_first_use_that_binds_is_still_to_come(CardType type) {
    boolean binds = type == CardType.SINGLE_USE || type == CardType.MERCHANT_LOCKED;

    assertThat(aCard().ofType(type).state().unbound()).isEqualTo(binds);
    assertThat(usedAt("Kiosk", type).unbound()).isFalse();
  }

  @Test
  void what_is_bound_is_the_same_card() {
    CardState fresh = aCard().ofType(CardType.MERCHANT_LOCKED).state();
    CardState bound = fresh.boundTo(merchant("Kiosk", "GB"));

    assertThat(bound).usingRecursiveComparison().ignoringFields("firstUse").isEqualTo(fresh);
    assertThat(bound.firstUse()).isPresent();
  }

  @Test
  void a_merchant_with_an_id_is_known_by_that_whatever_it_is_called() {
    CardState card = lockedTo(withId("Kiosk", "GB", "m-1"));

    assertThat(card.lockedAgainst(withId("Kiosk Ltd", "FR", "m-1"))).isFalse();
    assertThat(card.lockedAgainst(withId("Kiosk", "GB", "m-2"))).isTrue();
    assertThat(card.lockedAgainst(withId("Kiosk", "GB", "M-1"))).isTrue();
  }

  @Test
  void a_merchant_that_stops_telling_its_id_is_another() {
    assertThat(lockedTo(withId("Kiosk", "GB", "m-1")).lockedAgainst(merchant("Kiosk", "GB")))
        .isTrue();
    assertThat(lockedTo(merchant("Kiosk", "GB")).lockedAgainst(withId("Kiosk", "GB", "m-1")))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Kiosk, KIOSK",
    "Kiosk, '  kiosk  '",
    "Café Zürich, CAFÉ ZÜRICH",
    "Straße, STRASSE",
    "ΟΔΟΣ, οδος"
  })
  void a_name_is_the_same_in_any_case_and_with_space_around_it(String first, String later) {
    assertThat(lockedTo(merchant(first, "GB")).lockedAgainst(merchant(later, "GB"))).isFalse();
    assertThat(lockedTo(merchant(later, "GB")).lockedAgainst(merchant(first, "GB"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"Kiosk, Kiosk 2", "Kiosk, Ki osk", "Café, Cafe"})
  void another_name_is_another_merchant(String first, String later) {
    assertThat(lockedTo(merchant(first, "GB")).lockedAgainst(merchant(later, "GB"))).isTrue();
  }

  @Test
  void a_name_in_another_country_is_another_merchant() {
    Merchant nowhere = new Merchant("Kiosk", Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(lockedTo(merchant("Kiosk", "GB")).lockedAgainst(merchant("Kiosk", "FR"))).isTrue();
    assertThat(lockedTo(merchant("Kiosk", "GB")).lockedAgainst(nowhere)).isTrue();
    assertThat(lockedTo(nowhere).lockedAgainst(nowhere)).isFalse();
  }

  @Test
  void no_name_passes_for_an_id_or_for_a_name_in_a_country() {
    Merchant nameless =
        new Merchant("GB:kiosk", Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(lockedTo(merchant("Kiosk", "GB")).lockedAgainst(nameless)).isTrue();
    assertThat(lockedTo(withId("Kiosk", "GB", "m-1")).lockedAgainst(merchant("id:m-1", "GB")))
        .isTrue();
  }

  @Test
  void the_category_of_a_merchant_does_not_matter() {
    Merchant grocer =
        new Merchant("Kiosk", Optional.of("5411"), Optional.of("GB"), Optional.empty());

    assertThat(lockedTo(grocer).lockedAgainst(merchant("Kiosk", "GB"))).isFalse();
  }

  private static CardState lockedTo(Merchant merchant) {
    return aCard().ofType(CardType.MERCHANT_LOCKED).usedAt(merchant).state();
  }

  private static CardState usedAt(String name, CardType type) {
    return aCard().ofType(type).usedAt(merchant(name, "GB")).state();
  }

  private static Merchant merchant(String name, String country) {
    return new Merchant(name, Optional.empty(), Optional.of(country), Optional.empty());
  }

  private static Merchant withId(String name, String country, String id) {
    return new Merchant(name, Optional.empty(), Optional.of(country), Optional.of(id));
  }
}
