package io.spendhub.cards;

/** Issues a card in place of another, which closes at once; both share their limits and uses. */
public record ReplaceCard(CardId id, Reason reason, CardDetails details, String requestId) {
  /** Why a card is replaced. */
  public enum Reason {
    LOST,
    STOLEN,
    DAMAGED,
    EXPIRED
  }
}
