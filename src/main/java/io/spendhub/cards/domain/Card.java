package io.spendhub.cards.domain;

import io.spendhub.cards.CardCommand.ChangeCard;
import io.spendhub.cards.CardCommand.IssueCard;
import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardDetails;
import io.spendhub.cards.CardId;
import io.spendhub.cards.CardStatus;
import io.spendhub.cards.CardType;
import io.spendhub.cards.CardView;
import io.spendhub.limits.LimitSpec;
import io.spendhub.shared.Refusal;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A means to spend from one wallet. ACTIVE and FROZEN change into each other; CLOSED is reached
 * from any status and final; holds outlive it.
 */
@Entity
@Table(schema = "cards", name = "cards")
public class Card {
  @EmbeddedId private CardId id;
  private UUID walletId;
  private UUID holderId;
  private UUID lineageId;

  @Enumerated(EnumType.STRING)
  private CardType type;

  @Enumerated(EnumType.STRING)
  private CardStatus status;

  private @Nullable String memo;
  private @Nullable String bin;
  private @Nullable String last4;

  @SuppressWarnings("UnusedVariable") // read by Hibernate
  private byte @Nullable [] numberFingerprint;

  private @Nullable Short expMonth;
  private @Nullable Short expYear;
  private @Nullable UUID replacesCardId;
  private @Nullable String tokenRef;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> metadata;

  private Instant createdAt;

  /**
   * Counts what PATCH changed and nothing else, as entity tags must. Writers do not race: all of
   * them hold the lock of the wallet's ledger account.
   */
  private long version;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  protected Card() {}

  /**
   * A new card. A physical one has to be activated by its holder first.
   *
   * @param number what is kept of its number, if that was told
   * @throws Refusal 400 for an expiry that is over
   */
  public Card(CardId id, IssueCard command, Optional<KeptNumber> number, Instant now) {
    this.id = id;
    this.walletId = command.walletId();
    this.holderId = command.holderId();
    this.lineageId = id.id();
    this.type = command.type();
    this.status = initialStatus(command.type());
    this.memo = command.memo().orElse(null);
    this.metadata = Map.copyOf(command.metadata());
    this.createdAt = now;
    tell(command.details(), number, now);
  }

  /**
   * A card in place of this one, which closes; it shares what hangs on their line.
   *
   * @throws Refusal 409 {@code card_closed}, 400 for an expiry that is over
   */
  public Card replace(CardId newId, CardDetails details, Optional<KeptNumber> number, Instant now) {
    if (status == CardStatus.CLOSED) {
      throw closed();
    }
    status = CardStatus.CLOSED;
    Card card = new Card();
    card.id = newId;
    card.walletId = walletId;
    card.holderId = holderId;
    card.lineageId = lineageId;
    card.replacesCardId = id.id();
    card.type = type;
    card.status = initialStatus(type);
    card.memo = memo;
    card.metadata = Map.copyOf(metadata);
    card.createdAt = now;
    card.tell(details, number, now);
    return card;
  }

  private static CardStatus initialStatus(CardType type) {
    return switch (type) {
      case PHYSICAL -> CardStatus.PENDING_ACTIVATION;
      case VIRTUAL, SINGLE_USE, MERCHANT_LOCKED -> CardStatus.ACTIVE;
    };
  }

  private void tell(CardDetails details, Optional<KeptNumber> number, Instant now) {
    bin = number.map(KeptNumber::bin).orElse(null);
    last4 = number.map(KeptNumber::last4).or(details::last4).orElse(null);
    numberFingerprint = number.map(KeptNumber::fingerprint).orElse(null);
    tokenRef = details.tokenRef().orElse(null);
    details.expiry().ifPresent(expiry -> expireAfter(expiry, now));
  }

  private void expireAfter(YearMonth expiry, Instant now) {
    if (expiry.isBefore(YearMonth.from(now.atZone(ZoneOffset.ofHours(-12))))) {
      throw Refusal.invalidField("/expYear", "not_in_future", "The card has already expired.");
    }
    expMonth = (short) expiry.getMonthValue();
    expYear = (short) expiry.getYear();
  }

  /**
   * Lets a new physical card be used; activating an active one changes nothing.
   *
   * @return whether anything changed
   * @throws Refusal 409 {@code card_closed}, 409 {@code card_frozen}
   */
  public boolean activate() {
    return switch (status) {
      case PENDING_ACTIVATION -> {
        status = CardStatus.ACTIVE;
        yield true;
      }
      case ACTIVE -> false;
      case FROZEN -> throw Refusal.conflict("card_frozen", "The card is frozen; unfreeze it.");
      case CLOSED -> throw closed();
    };
  }

  /**
   * Changes what PATCH may change, but for limits and controls, which stand elsewhere.
   *
   * @throws Refusal 409 {@code card_closed}
   */
  public void change(ChangeCard command) {
    if (status == CardStatus.CLOSED) {
      throw closed();
    }
    memo = command.changesMemo() ? command.memo().orElse(null) : memo;
    command.metadata().ifPresent(pairs -> metadata = Map.copyOf(pairs));
    version++;
  }

  private static Refusal closed() {
    return Refusal.conflict("card_closed", "The card is closed for good.");
  }

  /**
   * Stops all spending until it is unfrozen; freezing again changes nothing.
   *
   * @return whether anything changed
   * @throws Refusal 409 {@code card_closed}, 409 {@code card_not_activated}
   */
  public boolean freeze() {
    return change(CardStatus.ACTIVE, CardStatus.FROZEN);
  }

  /**
   * Lets it be used again; on an active card it changes nothing.
   *
   * @return whether anything changed
   * @throws Refusal 409 {@code card_closed}, 409 {@code card_not_activated}
   */
  public boolean unfreeze() {
    return change(CardStatus.FROZEN, CardStatus.ACTIVE);
  }

  /**
   * Ends it for good; closing again changes nothing.
   *
   * @return whether anything changed
   */
  public boolean close() {
    boolean open = status != CardStatus.CLOSED;
    status = CardStatus.CLOSED;
    return open;
  }

  private boolean change(CardStatus from, CardStatus to) {
    if (status == CardStatus.CLOSED) {
      throw closed();
    }
    if (status == CardStatus.PENDING_ACTIVATION) {
      throw Refusal.conflict("card_not_activated", "The card has not been activated.");
    }
    boolean changes = status == from;
    status = to;
    return changes;
  }

  public UUID walletId() {
    return walletId;
  }

  public UUID lineageId() {
    return lineageId;
  }

  public CardStatus status() {
    return status;
  }

  public CardView view(List<LimitSpec> limits, CardControls controls) {
    return new CardView(
        id.id(),
        walletId,
        holderId,
        type,
        status,
        Optional.ofNullable(memo),
        Optional.ofNullable(bin),
        Optional.ofNullable(last4),
        expMonth == null ? OptionalInt.empty() : OptionalInt.of(expMonth),
        expYear == null ? OptionalInt.empty() : OptionalInt.of(expYear),
        Optional.ofNullable(tokenRef),
        Optional.ofNullable(replacesCardId),
        limits,
        controls,
        Map.copyOf(metadata),
        createdAt);
  }

  public CardId id() {
    return id;
  }

  public long version() {
    return version;
  }
}
