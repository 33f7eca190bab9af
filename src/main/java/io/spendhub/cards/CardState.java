package io.spendhub.cards;

import io.spendhub.shared.Merchant;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What decisions about spending need of a card.
 *
 * @param holderId the user who holds it
 * @param limitOwnerId whose limits bind it: the first card of its line of replacements
 * @param expiry the last month in which it may be used
 * @param firstUse the merchant of the first purchase of its line, kept for types that it binds
 */
public record CardState(
    UUID id,
    UUID walletId,
    UUID holderId,
    UUID limitOwnerId,
    CardType type,
    CardStatus status,
    Optional<YearMonth> expiry,
    CardControls controls,
    Optional<String> firstUse) {

  /** A month ends when it has ended everywhere: at its end in UTC-12. */
  public boolean expired(Instant now) {
    return expiry
        .filter(
            month ->
                !now.isBefore(
                    month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.ofHours(-12))))
        .isPresent();
  }

  /** Whether a single use is spent. */
  public boolean consumed() {
    return type == CardType.SINGLE_USE && firstUse.isPresent();
  }

  /** Whether the card is locked to another merchant. */
  public boolean lockedAgainst(Merchant merchant) {
    return type == CardType.MERCHANT_LOCKED
        && firstUse.filter(key -> !key.equals(merchantKey(merchant))).isPresent();
  }

  /** Whether a first purchase binds this card, and none was made yet. */
  public boolean unbound() {
    return firstUse.isEmpty()
        && switch (type) {
          case SINGLE_USE, MERCHANT_LOCKED -> true;
          case VIRTUAL, PHYSICAL -> false;
        };
  }

  public CardState boundTo(Merchant merchant) {
    return new CardState(
        id,
        walletId,
        holderId,
        limitOwnerId,
        type,
        status,
        expiry,
        controls,
        Optional.of(merchantKey(merchant)));
  }

  /**
   * What a merchant is recognized by: its id, else its trimmed, case-folded name and country. A
   * country that is not understood still is another one than any other.
   */
  public static String merchantKey(Merchant merchant) {
    return merchant
        .id()
        .map(id -> "id:" + id)
        .orElseGet(
            () ->
                "name:%s:%s"
                    .formatted(
                        merchant
                            .understoodCountry()
                            .or(() -> merchant.country().map(CardState::folded))
                            .orElse(""),
                        folded(merchant.name())));
  }

  private static String folded(String text) {
    return text.strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
