package io.spendhub.cards.command;

import io.spendhub.cards.CardId;
import io.spendhub.cards.CardState;
import io.spendhub.cards.Cards;
import io.spendhub.identity.OwnedResources;
import io.spendhub.identity.OwnerType;
import io.spendhub.ledger.Journals;
import io.spendhub.platform.http.calls.CurrentRequest;
import io.spendhub.wallets.Wallets;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Closes the cards on the wallets of a team or a user that is being deleted, and those it holds.
 */
@ApplicationScoped
@Priority(CardsOfOwner.BEFORE_WALLETS)
class CardsOfOwner implements OwnedResources {
  /** Above the priority of the wallets' own closing, so that all locks are taken here, in order. */
  static final int BEFORE_WALLETS = 200;

  private final Cards cards;
  private final CardService service;
  private final Wallets wallets;
  private final Journals journals;
  private final CurrentRequest request;

  CardsOfOwner(
      Cards cards,
      CardService service,
      Wallets wallets,
      Journals journals,
      CurrentRequest request) {
    this.cards = cards;
    this.service = service;
    this.wallets = wallets;
    this.journals = journals;
    this.request = request;
  }

  @Override
  public void close(UUID organizationId, OwnerType type, UUID ownerId) {
    List<UUID> owned = wallets.ownedBy(organizationId, type, ownerId);
    Collection<CardState> held =
        type == OwnerType.USER ? cards.heldBy(organizationId, ownerId) : List.of();
    Set<UUID> touched = new TreeSet<>(owned);
    held.forEach(card -> touched.add(card.walletId()));
    journals.open(organizationId, touched);
    Set<UUID> closing = new TreeSet<>();
    held.forEach(card -> closing.add(card.id()));
    cards.onWallets(organizationId, owned).forEach(card -> closing.add(card.id()));
    closing.forEach(card -> service.close(new CardId(organizationId, card), request.id()));
  }
}
