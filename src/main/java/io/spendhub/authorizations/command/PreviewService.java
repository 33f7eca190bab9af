package io.spendhub.authorizations.command;

import io.spendhub.authorizations.AuthorizationCommand.Authorize;
import io.spendhub.authorizations.PreviewView;
import io.spendhub.cards.CardTies;
import io.spendhub.cards.Cards;
import io.spendhub.ledger.Journals;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.Function;

/** Decides purchases that are not made: the same decision, on the primary, without locks. */
@ApplicationScoped
public class PreviewService {
  private final Cards cards;
  private final Journals journals;
  private final AuthorizationHandler handler;

  PreviewService(Cards cards, Journals journals, AuthorizationHandler handler) {
    this.cards = cards;
    this.journals = journals;
    this.handler = handler;
  }

  /**
   * What a purchase would be answered.
   *
   * @param command given the wallet that the card draws on
   * @throws Refusal 404 {@code card_not_found}
   */
  @Transactional
  public PreviewView preview(UUID organizationId, UUID cardId, Function<UUID, Authorize> command) {
    UUID walletId =
        cards
            .tiesOf(organizationId, cardId)
            .map(CardTies::walletId)
            .orElseThrow(() -> Refusal.notFound("card"));
    Authorize authorize = command.apply(walletId);
    return handler
        .peek(journals.peek(organizationId, authorize.accountIds()), authorize)
        .preview(authorize);
  }
}
