package io.spendhub.cards.domain;

import static io.spendhub.cards.domain.IssuedCards.NOON;
import static io.spendhub.cards.domain.IssuedCards.UNTOLD;
import static io.spendhub.cards.domain.IssuedCards.expiringAfter;
import static io.spendhub.cards.domain.IssuedCards.inStatus;
import static io.spendhub.cards.domain.IssuedCards.issued;
import static io.spendhub.cards.domain.IssuedCards.named;
import static io.spendhub.testing.RuleTable.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardDetails;
import io.spendhub.cards.CardId;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardType;
import io.spendhub.cards.CardView;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.RuleTable;
import io.spendhub.testing.RuleTable.Cell;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A card in place of another. */
class CardReplacementTest {
  private static final CardId NEW_ID = new CardId(new UUID(0, 1), new UUID(0, 9));
  private static final Instant LATER = NOON.plus(Duration.ofDays(30));

  /** The status of the new card, by that of the old one, or the code of the refusal. */
  private static final RuleTable REPLACEMENTS =
      RuleTable.of(
          """
                             | VIRTUAL     | PHYSICAL           | SINGLE_USE  | MERCHANT_LOCKED
          PENDING_ACTIVATION | ACTIVE      | PENDING_ACTIVATION | ACTIVE      | ACTIVE
          ACTIVE             | ACTIVE      | PENDING_ACTIVATION | ACTIVE      | ACTIVE
          FROZEN             | ACTIVE      | PENDING_ACTIVATION | ACTIVE      | ACTIVE
          CLOSED             | card_closed | card_closed        | card_closed | card_closed
          """);

  @Test
  void the_table_leaves_no_status_and_no_type_out() {
    assertThat(REPLACEMENTS.rows()).isEqualTo(names(CardStatus.class));
    assertThat(REPLACEMENTS.columns()).isEqualTo(names(CardType.class));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void a_replacement_begins_as_the_table_says_and_closes_the_old_card(Cell cell) {
    Card old = inStatus(CardStatus.valueOf(cell.row()), CardType.valueOf(cell.column()));

    assertThat(statusOfReplacement(old)).isEqualTo(cell.value());
    assertThat(old.status()).isEqualTo(CardStatus.CLOSED);
  }

  @Test
  void a_replacement_keeps_what_the_card_was_for() {
    Card old = issued(CardType.MERCHANT_LOCKED);
    CardView before = shown(old);
    CardView after = shown(replaced(old, UNTOLD));

    assertThat(after)
        .usingRecursiveComparison()
        .ignoringFields("id", "replacesCardId", "createdAt")
        .isEqualTo(before);
    assertThat(after.id()).isEqualTo(NEW_ID.id());
    assertThat(after.replacesCardId()).contains(before.id());
    assertThat(after.createdAt()).isEqualTo(LATER);
  }

  @Test
  void a_replacement_shares_the_line_of_the_first_card_however_often_it_is_replaced() {
    Card first = issued(CardType.VIRTUAL);
    Card second = replaced(first, UNTOLD);
    Card third =
        second.replace(
            new CardId(new UUID(0, 1), new UUID(0, 10)), UNTOLD, Optional.empty(), LATER);

    assertThat(second.lineageId()).isEqualTo(first.lineageId());
    assertThat(third.lineageId()).isEqualTo(first.lineageId());
    assertThat(shown(third).replacesCardId()).contains(NEW_ID.id());
  }

  @Test
  void a_replacement_is_known_outside_by_its_own_names_only() {
    Card old = issued(CardType.VIRTUAL, named("4242", "token-1"), Optional.empty());
    CardView after = shown(replaced(old, UNTOLD));
    CardView renamed = shown(replaced(issued(CardType.VIRTUAL), named("1881", "token-2")));

    assertThat(after.last4()).isEmpty();
    assertThat(after.tokenRef()).isEmpty();
    assertThat(renamed.last4()).contains("1881");
    assertThat(renamed.tokenRef()).contains("token-2");
  }

  @Test
  void a_replacement_has_an_expiry_of_its_own() {
    Card old = issued(CardType.VIRTUAL, expiringAfter(YearMonth.of(2026, 3)), Optional.empty());
    CardView after = shown(replaced(old, expiringAfter(YearMonth.of(2029, 11))));

    assertThat(after.expMonth()).hasValue(11);
    assertThat(after.expYear()).hasValue(2029);
  }

  @Test
  void a_replacement_that_has_expired_already_is_refused() {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () -> replaced(issued(CardType.VIRTUAL), expiringAfter(YearMonth.of(2026, 2))));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
  }

  static List<Cell> cells() {
    return REPLACEMENTS.cells();
  }

  private static String statusOfReplacement(Card old) {
    try {
      return replaced(old, UNTOLD).status().name();
    } catch (Refusal refusal) {
      assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
      return refusal.code();
    }
  }

  private static Card replaced(Card old, CardDetails details) {
    return old.replace(NEW_ID, details, Optional.empty(), LATER);
  }

  private static CardView shown(Card card) {
    return card.view(List.of(), CardControls.NONE);
  }
}
