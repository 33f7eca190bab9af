package io.spendhub.authorizations.command;

import io.spendhub.cards.CardState;
import io.spendhub.shared.Merchant;
import io.spendhub.shared.Refusal;
import io.spendhub.shared.Undo;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The cards of a batch, and the first purchases that bind some of them for good. */
final class CardUses {
  private final Map<UUID, CardState> cards;
  private final Map<UUID, String> bound;

  CardUses(Map<UUID, CardState> cards, Undo undo) {
    this.cards = undo.map(cards);
    this.bound = undo.map();
  }

  CardState card(UUID cardId) {
    CardState card = cards.get(cardId);
    if (card == null) {
      // It was remembered, and lost in a failover.
      throw Refusal.notFound("card");
    }
    return card;
  }

  /** Takes note of a purchase, which binds the whole line of replacements if it is the first. */
  void use(CardState card, Merchant merchant) {
    if (card.unbound()) {
      bound.put(card.limitOwnerId(), CardState.merchantKey(merchant));
      List.copyOf(cards.values()).stream()
          .filter(other -> other.limitOwnerId().equals(card.limitOwnerId()))
          .forEach(other -> cards.put(other.id(), other.boundTo(merchant)));
    }
  }

  /** The merchants that lines of replacements are bound to from now on. */
  Map<UUID, String> bound() {
    return bound;
  }
}
