package io.spendhub.authorizations.command;

import io.spendhub.cards.CardState;
import io.spendhub.cards.Cards;
import io.spendhub.ledger.Journal;
import io.spendhub.shared.Merchant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The cards of a batch, and the first purchases that bind some of them for good. */
final class CardUses {
  private final Cards book;
  private final Map<UUID, CardState> cards;
  private final Map<UUID, String> bound = new LinkedHashMap<>();

  CardUses(Cards book, Map<UUID, CardState> cards) {
    this.book = book;
    this.cards = new HashMap<>(cards);
  }

  CardState card(UUID cardId) {
    return Objects.requireNonNull(cards.get(cardId), "the card was found before");
  }

  /** Takes note of a purchase, which binds the whole line of replacements if it is the first. */
  void use(CardState card, Merchant merchant) {
    if (card.unbound()) {
      bound.put(card.limitOwnerId(), CardState.merchantKey(merchant));
      cards.replaceAll(
          (id, other) ->
              other.limitOwnerId().equals(card.limitOwnerId()) ? other.boundTo(merchant) : other);
    }
  }

  void save(Journal journal) {
    book.bind(journal.organizationId(), bound, journal.now());
  }
}
