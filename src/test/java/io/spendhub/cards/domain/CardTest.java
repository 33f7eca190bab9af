package io.spendhub.cards.domain;

import static io.spendhub.cards.domain.IssuedCards.inStatus;
import static io.spendhub.cards.domain.IssuedCards.issued;
import static io.spendhub.testing.GivenControls.denying;
import static io.spendhub.testing.GivenControls.onMcc;
import static io.spendhub.testing.RuleTable.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardDetails;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardType;
import io.spendhub.cards.CardView;
import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.LimitWindow;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.RuleTable;
import io.spendhub.testing.RuleTable.Cell;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of a card. */
class CardTest {
  /** The status after each action in each status, or the code of the refusal. */
  private static final RuleTable ACTIONS =
      RuleTable.of(
          """
                             | activate          | freeze             | unfreeze           | close
          PENDING_ACTIVATION | ACTIVE            | card_not_activated | card_not_activated | CLOSED
          ACTIVE             | ACTIVE, unchanged | FROZEN             | ACTIVE, unchanged  | CLOSED
          FROZEN             | card_frozen       | FROZEN, unchanged  | ACTIVE             | CLOSED
          CLOSED             | card_closed       | card_closed        | card_closed        | CLOSED, unchanged
          """);

  @Test
  void the_table_leaves_no_status_out() {
    assertThat(ACTIONS.rows()).isEqualTo(names(CardStatus.class));
  }

  @Test
  void the_table_leaves_no_action_out() {
    assertThat(Arrays.stream(Card.class.getDeclaredMethods()).filter(CardTest::isAction))
        .extracting(Method::getName)
        .containsExactlyInAnyOrderElementsOf(ACTIONS.columns());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void each_action_in_each_status_does_what_the_table_says(Cell cell) {
    Card card = inStatus(CardStatus.valueOf(cell.row()), CardType.PHYSICAL);

    assertThat(outcome(card, cell.column())).isEqualTo(cell.value());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void an_action_that_is_repeated_changes_nothing_more(Cell cell) {
    Card card = inStatus(CardStatus.valueOf(cell.row()), CardType.PHYSICAL);
    outcome(card, cell.column());
    CardStatus once = card.status();

    assertThat(outcome(card, cell.column())).isIn(once + ", unchanged", cell.value());
    assertThat(card.status()).isEqualTo(once);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void an_action_that_is_refused_leaves_the_status_as_it_was(Cell cell) {
    Card card = inStatus(CardStatus.valueOf(cell.row()), CardType.PHYSICAL);
    String outcome = outcome(card, cell.column());

    assertThat(card.status().name())
        .isEqualTo(outcome.startsWith("card_") ? cell.row() : outcome.split(",", -1)[0]);
  }

  @Test
  void an_action_leaves_the_version_as_it_was() {
    Card card = issued(CardType.VIRTUAL);
    long version = card.version();
    card.freeze();
    card.unfreeze();
    card.close();

    assertThat(card.version()).isEqualTo(version);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PHYSICAL")
  void a_card_that_needs_no_post_is_active_at_once(CardType type) {
    assertThat(issued(type).status()).isEqualTo(CardStatus.ACTIVE);
  }

  @Test
  void a_new_card_is_the_first_of_its_line() {
    assertThat(issued(CardType.VIRTUAL).lineageId()).isEqualTo(IssuedCards.ID.id());
    assertThat(issued(CardType.VIRTUAL).walletId()).isEqualTo(IssuedCards.WALLET);
  }

  @Test
  void a_physical_card_waits_for_its_holder() {
    assertThat(issued(CardType.PHYSICAL).status()).isEqualTo(CardStatus.PENDING_ACTIVATION);
  }

  @Test
  void a_card_shows_what_it_was_issued_with() {
    List<LimitSpec> limits = List.of(new LimitSpec(LimitWindow.DAILY, 1L, null, null, null));
    CardControls controls = onMcc(denying("7995"));
    CardDetails details = IssuedCards.named("4242", "token-1");

    assertThat(issued(CardType.SINGLE_USE, details, Optional.empty()).view(limits, controls))
        .isEqualTo(
            new CardView(
                IssuedCards.ID.id(),
                IssuedCards.WALLET,
                IssuedCards.HOLDER,
                CardType.SINGLE_USE,
                CardStatus.ACTIVE,
                Optional.of("Travel"),
                Optional.empty(),
                Optional.of("4242"),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.of("token-1"),
                Optional.empty(),
                limits,
                controls,
                Map.of("trip", "7"),
                IssuedCards.NOON));
  }

  static List<Cell> cells() {
    return ACTIONS.cells();
  }

  /** Actions are the public methods that take nothing and tell whether they changed anything. */
  private static boolean isAction(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && method.getReturnType() == boolean.class
        && method.getParameterCount() == 0;
  }

  private static String outcome(Card card, String action) {
    try {
      boolean changed =
          switch (action) {
            case "activate" -> card.activate();
            case "freeze" -> card.freeze();
            case "unfreeze" -> card.unfreeze();
            case "close" -> card.close();
            default -> throw new IllegalArgumentException(action);
          };
      return card.status() + (changed ? "" : ", unchanged");
    } catch (Refusal refusal) {
      assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
      return refusal.code();
    }
  }
}
