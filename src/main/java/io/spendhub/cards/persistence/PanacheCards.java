package io.spendhub.cards.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardId;
import io.spendhub.cards.domain.Card;
import io.spendhub.cards.domain.CardBook;
import io.spendhub.platform.sql.JsonText;
import io.spendhub.platform.sql.Primary;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

@ApplicationScoped
class PanacheCards implements CardBook, PanacheRepositoryBase<Card, CardId> {
  private static final String WRITE_CONTROLS =
      """
      update cards.cards set controls = ?::json where organization_id = ? and id = ?
      """;

  private final Primary primary;
  private final JsonText json;

  PanacheCards(Primary primary, JsonText json) {
    this.primary = primary;
    this.json = json;
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

  /** Writes past the entity, which has no such field; most cards have none. */
  @Override
  public void control(CardId id, CardControls controls) {
    Optional<String> column =
        Optional.of(controls).filter(some -> !some.equals(CardControls.NONE)).map(json::of);
    primary.change(WRITE_CONTROLS, column, id.organizationId(), id.id());
  }

  @Override
  public Optional<Card> get(CardId id) {
    return findByIdOptional(id);
  }
}
