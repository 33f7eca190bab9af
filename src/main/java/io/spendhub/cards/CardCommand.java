package io.spendhub.cards;

import io.spendhub.limits.LimitSpec;
import io.spendhub.shared.ExpectedVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is done to cards, other than spending with them. */
public sealed interface CardCommand {
  /** Issues a card on a wallet to a user. */
  record IssueCard(
      UUID organizationId,
      UUID walletId,
      UUID holderId,
      CardType type,
      Optional<String> memo,
      CardDetails details,
      List<LimitSpec> limits,
      CardControls controls,
      Map<String, String> metadata,
      String requestId)
      implements CardCommand {}

  /** Issues a card in place of another, which closes at once; both share their limits and uses. */
  record ReplaceCard(CardId id, Reason reason, CardDetails details, String requestId)
      implements CardCommand {
    /** Why a card is replaced. */
    public enum Reason {
      LOST,
      STOLEN,
      DAMAGED,
      EXPIRED
    }
  }

  /**
   * Changes what is present of a card.
   *
   * @param memo what the memo becomes if it changes; nothing clears it
   */
  record ChangeCard(
      CardId id,
      ExpectedVersion expected,
      boolean changesMemo,
      Optional<String> memo,
      Optional<List<LimitSpec>> limits,
      Optional<CardControls> controls,
      Optional<Map<String, String>> metadata,
      String requestId)
      implements CardCommand {}
}
