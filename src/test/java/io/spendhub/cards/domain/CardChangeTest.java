package io.spendhub.cards.domain;

import static io.spendhub.cards.domain.IssuedCards.inStatus;
import static io.spendhub.cards.domain.IssuedCards.issued;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendhub.cards.CardCommand.ChangeCard;
import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardType;
import io.spendhub.cards.CardView;
import io.spendhub.platform.http.json.Patch;
import io.spendhub.shared.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may be changed of a card once it is issued. */
class CardChangeTest {
  private static final ChangeCard NOTHING = change(Patch.absent(), Optional.empty());

  @Test
  void what_is_left_out_stays_as_it_is() {
    Card card = issued(CardType.VIRTUAL);
    CardView before = shown(card);
    card.change(NOTHING);

    assertThat(shown(card)).isEqualTo(before);
  }

  @Test
  void a_memo_can_be_replaced_and_cleared() {
    Card card = issued(CardType.VIRTUAL);

    card.change(change(Patch.of("Lunch"), Optional.empty()));
    assertThat(shown(card).memo()).contains("Lunch");

    card.change(change(new Patch.Cleared<>(), Optional.empty()));
    assertThat(shown(card).memo()).isEmpty();
  }

  @Test
  void metadata_is_replaced_as_a_whole() {
    Card card = issued(CardType.VIRTUAL);
    card.change(change(Patch.absent(), Optional.of(Map.of("project", "8"))));

    assertThat(shown(card).metadata()).isEqualTo(Map.of("project", "8"));
    assertThat(shown(card).memo()).contains("Travel");
  }

  @Test
  void every_change_makes_a_new_version() {
    Card card = issued(CardType.VIRTUAL);
    long version = card.version();
    card.change(NOTHING);
    card.change(change(Patch.of("Lunch"), Optional.empty()));

    assertThat(card.version()).isEqualTo(version + 2);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLOSED")
  void an_open_card_can_be_changed_and_keeps_its_status(CardStatus status) {
    Card card = inStatus(status, CardType.PHYSICAL);
    card.change(change(Patch.of("Lunch"), Optional.empty()));

    assertThat(shown(card).memo()).contains("Lunch");
    assertThat(card.status()).isEqualTo(status);
  }

  @Test
  void a_closed_card_stays_as_it_is() {
    Card card = inStatus(CardStatus.CLOSED, CardType.VIRTUAL);
    long version = card.version();
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> card.change(change(Patch.of("Lunch"), Optional.empty())));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
    assertThat(refusal.code()).isEqualTo("card_closed");
    assertThat(shown(card).memo()).contains("Travel");
    assertThat(card.version()).isEqualTo(version);
  }

  private static ChangeCard change(Patch<String> memo, Optional<Map<String, String>> metadata) {
    return new ChangeCard(
        IssuedCards.ID,
        anyVersion -> {},
        memo.isPresent(),
        memo.over(Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        metadata,
        "request-2");
  }

  private static CardView shown(Card card) {
    return card.view(List.of(), CardControls.NONE);
  }
}
