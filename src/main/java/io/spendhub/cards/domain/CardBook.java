package io.spendhub.cards.domain;

import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardId;
import java.util.Optional;

/** All cards, as entities. */
public interface CardBook {
  /**
   * Adds a card.
   *
   * @throws io.spendhub.shared.Refusal 409 {@code token_ref_taken}, 409 {@code card_number_taken}
   */
  void add(Card card);

  /** Sets where and when a card may be used. */
  void control(CardId id, CardControls controls);

  Optional<Card> get(CardId id);
}
