package io.spendhub.cards.domain;

import static io.spendhub.cards.domain.IssuedCards.ID;
import static io.spendhub.cards.domain.IssuedCards.expiringAfter;
import static io.spendhub.cards.domain.IssuedCards.named;
import static io.spendhub.cards.domain.IssuedCards.order;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardDetails;
import io.spendhub.cards.CardType;
import io.spendhub.cards.CardView;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.Refusal.FieldError;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a card is known outside, and what is kept of its number. */
class CardDetailsTest {
  private static final String NUMBER = "4111111111111111";

  @Test
  void of_a_number_only_its_ends_and_a_fingerprint_are_kept() {
    KeptNumber kept = kept(NUMBER);

    assertThat(kept.bin()).isEqualTo("411111");
    assertThat(kept.last4()).isEqualTo("1111");
    assertThat(kept.fingerprint()).asString(US_ASCII).isEqualTo("fingerprint of " + NUMBER);
  }

  @Test
  void a_fingerprint_cannot_be_changed_from_outside() {
    KeptNumber kept = kept(NUMBER);
    kept.fingerprint()[0] = 0;

    assertThat(kept.fingerprint()).asString(US_ASCII).startsWith("fingerprint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "411111111111",
        "41111111111111111111",
        "4111 1111 1111 1111",
        "card",
        ""
      })
  void what_is_no_card_number_is_refused_without_being_repeated(String text) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> kept(text));

    assertThat(refusal.errors())
        .extracting(FieldError::pointer, FieldError::code)
        .containsExactly(tuple("/number", "invalid_card_number"));
    assertThat(refusal.errors().getFirst().detail()).doesNotContain("1111");
  }

  @Test
  void a_card_shows_the_ends_of_its_number() {
    CardView view =
        shown(IssuedCards.issued(CardType.VIRTUAL, numbered(), Optional.of(kept(NUMBER))));

    assertThat(view.bin()).contains("411111");
    assertThat(view.last4()).contains("1111");
    assertThat(view.toString()).doesNotContain(NUMBER);
  }

  @Test
  void a_number_is_in_no_text_that_a_log_may_hold() {
    assertThat(numbered().toString()).doesNotContain("4111");
    assertThat(order(CardType.VIRTUAL, numbered()).toString()).doesNotContain(NUMBER);
    assertThat(kept(NUMBER).toString()).doesNotContain(NUMBER);
  }

  @Test
  void the_last_digits_of_a_number_go_before_those_that_were_told() {
    CardView told =
        shown(IssuedCards.issued(CardType.VIRTUAL, named("4242", "token-1"), Optional.empty()));
    CardView kept =
        shown(
            IssuedCards.issued(
                CardType.VIRTUAL, named("4242", "token-1"), Optional.of(kept(NUMBER))));

    assertThat(told.last4()).contains("4242");
    assertThat(told.bin()).isEmpty();
    assertThat(kept.last4()).contains("1111");
  }

  @Test
  void a_card_shows_the_last_month_in_which_it_may_be_used() {
    CardDetails details = expiringAfter(YearMonth.of(2028, 7));
    CardView view = shown(IssuedCards.issued(CardType.VIRTUAL, details, Optional.empty()));

    assertThat(view.expMonth()).hasValue(7);
    assertThat(view.expYear()).hasValue(2028);
  }

  /** As for purchases, a month goes on until it has ended in UTC-12. */
  @ParameterizedTest
  @CsvSource({
    "2026-03, 2026-03-02T12:00:00Z, true",
    "2026-02, 2026-03-01T11:59:59Z, true",
    "2026-02, 2026-03-01T12:00:00Z, false",
    "2025-12, 2026-01-01T11:59:59Z, true",
    "2025-12, 2026-03-02T12:00:00Z, false"
  })
  void a_card_is_issued_until_its_last_month_is_over(YearMonth month, Instant now, boolean issued) {
    if (issued) {
      assertThat(shown(issued(month, now)).expMonth()).hasValue(month.getMonthValue());
    } else {
      assertThat(refusalOf(month, now).kind()).isEqualTo(Refusal.Kind.INVALID);
    }
  }

  @Test
  void an_expiry_that_is_over_is_named_as_the_fault() {
    Refusal refusal = refusalOf(YearMonth.of(2020, 1), IssuedCards.NOON);

    assertThat(refusal.errors())
        .extracting(FieldError::pointer, FieldError::code)
        .containsExactly(tuple("/expYear", "not_in_future"));
  }

  private static Refusal refusalOf(YearMonth month, Instant now) {
    return catchThrowableOfType(Refusal.class, () -> issued(month, now));
  }

  private static Card issued(YearMonth month, Instant now) {
    return new Card(ID, order(CardType.VIRTUAL, expiringAfter(month)), Optional.empty(), now);
  }

  private static CardDetails numbered() {
    return new CardDetails(
        Optional.of(NUMBER), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static KeptNumber kept(String number) {
    return KeptNumber.of(number, digits -> ("fingerprint of " + digits).getBytes(US_ASCII));
  }

  private static CardView shown(Card card) {
    return card.view(List.of(), CardControls.NONE);
  }
}
