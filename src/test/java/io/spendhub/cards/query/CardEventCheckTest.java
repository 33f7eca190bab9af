package io.spendhub.cards.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.cards.CardView;
import io.spendhub.ledger.SqlCheck;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A field that the proof forgot could be rewritten in the table, and nobody would see it. */
class CardEventCheckTest {
  /** Limits and controls stand beside the row; by the id it is found. */
  private static final Set<String> NOT_COMPARED = Set.of("id", "limits", "controls");

  @Test
  void whatever_a_card_tells_is_held_against_its_events() {
    SqlCheck check = (SqlCheck) new CardEventCheck().cardsMatchEvents();

    assertThat(fields()).isNotEmpty();
    assertThat(fields())
        .allSatisfy(field -> assertThat(check.differences()).contains("r.\"" + field + "\""));
  }

  private static Stream<String> fields() {
    return Arrays.stream(CardView.class.getRecordComponents())
        .map(RecordComponent::getName)
        .filter(name -> !NOT_COMPARED.contains(name));
  }
}
