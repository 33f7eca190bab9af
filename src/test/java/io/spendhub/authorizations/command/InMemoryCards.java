package io.spendhub.authorizations.command;

import io.spendhub.authorizations.command.Step.Life;
import io.spendhub.cards.CardCommand.IssueCard;
import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardDetails;
import io.spendhub.cards.CardId;
import io.spendhub.cards.CardState;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardTies;
import io.spendhub.cards.CardType;
import io.spendhub.cards.CardView;
import io.spendhub.cards.Cards;
import io.spendhub.cards.domain.Card;
import io.spendhub.shared.Later;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The cards of one wallet, in the order in which they were issued. */
final class InMemoryCards implements Cards {
  private final List<Card> cards = new ArrayList<>();
  private final List<CardControls> controls = new ArrayList<>();
  private final Map<UUID, String> firstUses = new HashMap<>();

  void issue(CardType type, Optional<YearMonth> expiry, Instant now) {
    IssueCard order =
        new IssueCard(
            InMemoryService.ORGANIZATION,
            InMemoryService.WALLET,
            InMemoryService.HOLDER,
            type,
            Optional.empty(),
            details(expiry),
            List.of(),
            CardControls.NONE,
            Map.of(),
            "request-1");
    cards.add(new Card(nextId(), order, Optional.empty(), now));
    controls.add(CardControls.NONE);
  }

  void replace(int card, Optional<YearMonth> expiry, Instant now) {
    cards.add(cards.get(card).replace(nextId(), details(expiry), Optional.empty(), now));
    controls.add(controls.get(card));
  }

  private CardId nextId() {
    return new CardId(InMemoryService.ORGANIZATION, new UUID(1, cards.size()));
  }

  private static CardDetails details(Optional<YearMonth> expiry) {
    return new CardDetails(Optional.empty(), expiry, Optional.empty(), Optional.empty());
  }

  void change(int place, Life to) {
    Card card = cards.get(place);
    CardStatus before = card.status();
    boolean changed =
        switch (to) {
          case ACTIVATE -> card.activate();
          case FREEZE -> card.freeze();
          case UNFREEZE -> card.unfreeze();
          case CLOSE -> card.close();
        };
    if (changed == (before == card.status())) {
      throw new AssertionError("a card that was " + before + " tells wrongly whether it changed");
    }
  }

  void control(int card, CardControls others) {
    controls.set(card, others);
  }

  UUID id(int card) {
    return cards.get(card).id().id();
  }

  UUID line(int card) {
    return cards.get(card).lineageId();
  }

  UUID lineOf(UUID cardId) {
    return cards.stream()
        .filter(card -> card.id().id().equals(cardId))
        .findFirst()
        .orElseThrow()
        .lineageId();
  }

  int size() {
    return cards.size();
  }

  List<CardStatus> statuses() {
    return cards.stream().map(Card::status).toList();
  }

  Map<UUID, CardState> states() {
    Map<UUID, CardState> states = new HashMap<>();
    for (int i = 0; i < cards.size(); i++) {
      states.put(id(i), state(i));
    }
    return states;
  }

  private CardState state(int place) {
    Card card = cards.get(place);
    CardView view = card.view(List.of(), controls.get(place));
    Optional<YearMonth> expiry =
        view.expYear().isPresent()
            ? Optional.of(YearMonth.of(view.expYear().getAsInt(), view.expMonth().getAsInt()))
            : Optional.empty();
    return new CardState(
        view.id(),
        view.walletId(),
        view.holderId(),
        card.lineageId(),
        view.type(),
        view.status(),
        expiry,
        view.controls(),
        Optional.ofNullable(firstUses.get(card.lineageId())));
  }

  @Override
  public void bind(UUID organizationId, Map<UUID, String> merchantKeyByLine, Instant at) {
    merchantKeyByLine.forEach(firstUses::putIfAbsent);
  }

  @Override
  public Map<UUID, CardTies> ties(UUID organizationId, Collection<UUID> cardIds) {
    throw new UnsupportedOperationException("there is one wallet");
  }

  @Override
  public Later<Map<UUID, CardState>> states(UUID organizationId, Collection<UUID> cardIds) {
    throw new UnsupportedOperationException("decisions are handed all of them");
  }

  @Override
  public Collection<UUID> line(UUID organizationId, UUID firstCardId) {
    throw new UnsupportedOperationException("limits are handed what counts");
  }

  @Override
  public Collection<CardState> onWallets(UUID organizationId, Collection<UUID> walletIds) {
    throw new UnsupportedOperationException("wallets close without their cards here");
  }

  @Override
  public Collection<CardState> heldBy(UUID organizationId, UUID holderId) {
    throw new UnsupportedOperationException("no holder is deleted here");
  }
}
