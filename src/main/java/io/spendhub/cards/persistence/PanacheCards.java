package io.spendhub.cards.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardId;
import io.spendhub.cards.domain.Card;
import io.spendhub.cards.domain.CardBook;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

@ApplicationScoped
class PanacheCards implements CardBook, PanacheRepositoryBase<Card, CardId> {
  private final ControlsColumn column;

  PanacheCards(ControlsColumn column) {
    this.column = column;
  }

  @Override
  public void add(Card card) {
    // Hibernate inserts before it updates, and a card that gives up its number does so first.
    flush();
    try {
      persistAndFlush(card);
    } catch (ConstraintViolationException violation) {
      throw refusal(String.valueOf(violation.getConstraintName())).orElse(violation);
    }
  }

  private static Optional<RuntimeException> refusal(String constraint) {
    return switch (constraint) {
      case "cards_token_ref" ->
          Optional.of(Refusal.conflict("token_ref_taken", "Another card has this tokenRef."));
      case "cards_number" ->
          Optional.of(Refusal.conflict("card_number_taken", "An open card has this number."));
      default -> Optional.empty();
    };
  }

  @Override
  public void control(CardId id, CardControls controls) {
    column.write(id, controls);
  }

  @Override
  public Optional<Card> get(CardId id) {
    return findByIdOptional(id);
  }
}
