package io.spendhub.cards.domain;

import io.spendhub.cards.CardCommand.IssueCard;
import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardDetails;
import io.spendhub.cards.CardId;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardType;
import java.lang.reflect.Field;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Cards to begin a test with. */
final class IssuedCards {
  static final CardId ID = new CardId(new UUID(0, 1), new UUID(0, 2));
  static final UUID WALLET = new UUID(0, 3);
  static final UUID HOLDER = new UUID(0, 4);
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /** A card of which nothing is known outside. */
  static final CardDetails UNTOLD =
      new CardDetails(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private IssuedCards() {}

  static Card issued(CardType type) {
    return issued(type, UNTOLD, Optional.empty());
  }

  static Card issued(CardType type, CardDetails details, Optional<KeptNumber> number) {
    return new Card(ID, order(type, details), number, NOON);
  }

  static IssueCard order(CardType type, CardDetails details) {
    return new IssueCard(
        ID.organizationId(),
        WALLET,
        HOLDER,
        type,
        Optional.of("Travel"),
        details,
        List.of(),
        CardControls.NONE,
        Map.of("trip", "7"),
        "request-1");
  }

  static CardDetails expiringAfter(YearMonth month) {
    return new CardDetails(
        Optional.empty(), Optional.of(month), Optional.empty(), Optional.empty());
  }

  static CardDetails named(String last4, String tokenRef) {
    return new CardDetails(
        Optional.empty(), Optional.empty(), Optional.of(last4), Optional.of(tokenRef));
  }

  /** A card as it comes from the database, whose fields the persistence provider fills in. */
  static Card inStatus(CardStatus status, CardType type) {
    Card card = issued(type);
    try {
      Field field = Card.class.getDeclaredField("status");
      field.setAccessible(true);
      field.set(card, status);
    } catch (ReflectiveOperationException renamed) {
      throw new LinkageError(renamed.getMessage(), renamed);
    }
    return card;
  }
}
