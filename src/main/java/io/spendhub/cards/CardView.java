package io.spendhub.cards;

import io.spendhub.limits.LimitSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A card as the API shows it; nothing in it lets anybody pay.
 *
 * @param bin the first six digits of the number, if that was told
 * @param replacesCardId the card that this one was issued in place of
 */
public record CardView(
    UUID id,
    UUID walletId,
    UUID holderId,
    CardType type,
    CardStatus status,
    Optional<String> memo,
    Optional<String> bin,
    Optional<String> last4,
    OptionalInt expMonth,
    OptionalInt expYear,
    Optional<String> tokenRef,
    Optional<UUID> replacesCardId,
    List<LimitSpec> limits,
    CardControls controls,
    Map<String, String> metadata,
    Instant createdAt) {

  /** This card with what stands beside its own row. */
  public CardView with(List<LimitSpec> otherLimits, CardControls otherControls) {
    return new CardView(
        id,
        walletId,
        holderId,
        type,
        status,
        memo,
        bin,
        last4,
        expMonth,
        expYear,
        tokenRef,
        replacesCardId,
        otherLimits,
        otherControls,
        metadata,
        createdAt);
  }
}
