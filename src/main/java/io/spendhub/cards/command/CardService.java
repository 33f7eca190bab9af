package io.spendhub.cards.command;

import io.spendhub.cards.CardCommand.ChangeCard;
import io.spendhub.cards.CardCommand.IssueCard;
import io.spendhub.cards.CardCommand.ReplaceCard;
import io.spendhub.cards.CardControls;
import io.spendhub.cards.CardDetails;
import io.spendhub.cards.CardId;
import io.spendhub.cards.CardState;
import io.spendhub.cards.CardTies;
import io.spendhub.cards.CardView;
import io.spendhub.cards.Cards;
import io.spendhub.cards.domain.Card;
import io.spendhub.cards.domain.CardBook;
import io.spendhub.cards.domain.KeptNumber;
import io.spendhub.identity.Directory;
import io.spendhub.identity.Owner;
import io.spendhub.identity.OwnerType;
import io.spendhub.ledger.Journal;
import io.spendhub.ledger.Journals;
import io.spendhub.limits.LimitSpec;
import io.spendhub.limits.SpendingLimits;
import io.spendhub.platform.events.Event;
import io.spendhub.platform.sql.Versioned;
import io.spendhub.shared.Ids;
import io.spendhub.shared.Refusal;
import io.spendhub.wallets.WalletState;
import io.spendhub.wallets.WalletStatus;
import io.spendhub.wallets.Wallets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Issues cards and changes what may be done with them. Every change locks the ledger account of the
 * card's wallet first, as the decisions do, so none of them sees it half done.
 */
@ApplicationScoped
@Transactional
public class CardService {
  private final CardBook book;
  private final Cards cards;
  private final Wallets wallets;
  private final Directory directory;
  private final Journals journals;
  private final SpendingLimits limits;
  private final NumberFingerprints fingerprints;

  CardService(
      CardBook book,
      Cards cards,
      Wallets wallets,
      Directory directory,
      Journals journals,
      SpendingLimits limits,
      NumberFingerprints fingerprints) {
    this.book = book;
    this.cards = cards;
    this.wallets = wallets;
    this.directory = directory;
    this.journals = journals;
    this.limits = limits;
    this.fingerprints = fingerprints;
  }

  /**
   * Issues a card.
   *
   * @throws Refusal 404 for an unknown wallet or holder, 400 for a number or an expiry that cannot
   *     be, 409 {@code wallet_closed}, {@code user_inactive}, {@code token_ref_taken} or {@code
   *     card_number_taken}
   */
  public CardView issue(IssueCard command) {
    UUID organizationId = command.organizationId();
    requireActiveHolder(organizationId, command.holderId());
    Journal journal = openWallet(organizationId, command.walletId());
    CardId id = new CardId(organizationId, Ids.next());
    Card card = new Card(id, command, kept(command.details()), journal.now());
    book.add(card);
    book.control(id, command.controls());
    limits.define(organizationId, id.id(), command.limits(), timezone(id));
    CardView view = card.view(limitsOf(card), command.controls());
    journal.change(new Event("card.created", id.id(), command.requestId(), view), Optional.empty());
    journal.write();
    return view;
  }

  /**
   * Issues a card in place of another.
   *
   * @throws Refusal 404 {@code card_not_found}; otherwise as for a new card, and 409 {@code
   *     card_closed}
   */
  public CardView replace(ReplaceCard command) {
    UUID organizationId = command.id().organizationId();
    requireActiveHolder(organizationId, stateOf(command.id()).holderId());
    Journal journal = openWallet(organizationId, walletOf(command.id()));
    Card old = book.get(command.id()).orElseThrow(() -> Refusal.notFound("card"));
    CardControls controls = controlsOf(command.id());
    CardId id = new CardId(organizationId, Ids.next());
    CardView open = old.view(limitsOf(old), controls);
    Card card = old.replace(id, command.details(), kept(command.details()), journal.now());
    book.add(card);
    book.control(id, controls);
    CardView view = card.view(limitsOf(card), controls);
    CardView closed = old.view(limitsOf(old), controls);
    journal.change(
        new Event("card.closed", command.id().id(), command.requestId(), closed),
        Optional.of(open));
    journal.change(new Event("card.created", id.id(), command.requestId(), view), Optional.empty());
    journal.write();
    return view;
  }

  /** A number as it may be kept, to recognize it when it is told again: hexadecimal. */
  public String concealed(String number) {
    return HexFormat.of().formatHex(fingerprints.of(number));
  }

  /**
   * Changes a card's memo, limits, controls or metadata.
   *
   * @throws Refusal 404, 409 {@code card_closed}, 412 and 428 for the version, 400 for limits
   */
  public Versioned<CardView> change(ChangeCard command) {
    return change(
        command.id(),
        command.requestId(),
        "card.updated",
        card -> {
          command.expected().require(card.version());
          card.change(command);
          command.controls().ifPresent(controls -> book.control(command.id(), controls));
          command.limits().ifPresent(specs -> redefineLimits(card, specs));
          return true;
        });
  }

  private void redefineLimits(Card card, List<LimitSpec> specs) {
    limits.redefine(card.id().organizationId(), card.lineageId(), specs, timezone(card.id()));
  }

  private Optional<KeptNumber> kept(CardDetails details) {
    return details.number().map(number -> KeptNumber.of(number, fingerprints));
  }

  private String timezone(CardId id) {
    return directory.organization(id.organizationId()).timezone().getId();
  }

  private UUID walletOf(CardId id) {
    return cards
        .tiesOf(id.organizationId(), id.id())
        .map(CardTies::walletId)
        .orElseThrow(() -> Refusal.notFound("card"));
  }

  private CardState stateOf(CardId id) {
    return Optional.ofNullable(
            cards.states(id.organizationId(), List.of(id.id())).get().get(id.id()))
        .orElseThrow(() -> Refusal.notFound("card"));
  }

  private CardControls controlsOf(CardId id) {
    return stateOf(id).controls();
  }

  /** Lets a new physical card be used; 409 where its status does not allow it. */
  public Versioned<CardView> activate(CardId id, String requestId) {
    return change(id, requestId, "card.activated", Card::activate);
  }

  /** Stops spending with a card; 409 where its status does not allow it. */
  public Versioned<CardView> freeze(CardId id, String requestId) {
    return change(id, requestId, "card.frozen", Card::freeze);
  }

  /** Lets a frozen card be used again; 409 where its status does not allow it. */
  public Versioned<CardView> unfreeze(CardId id, String requestId) {
    return change(id, requestId, "card.unfrozen", Card::unfreeze);
  }

  /** Ends a card for good. */
  public Versioned<CardView> close(CardId id, String requestId) {
    return change(id, requestId, "card.closed", Card::close);
  }

  private Versioned<CardView> change(
      CardId id, String requestId, String event, Predicate<Card> action) {
    Journal journal = journals.open(id.organizationId(), List.of(walletOf(id)));
    Card card = book.get(id).orElseThrow(() -> Refusal.notFound("card"));
    CardView before = card.view(limitsOf(card), controlsOf(id));
    boolean changed = action.test(card);
    CardView view = card.view(limitsOf(card), controlsOf(id));
    if (changed) {
      journal.change(new Event(event, id.id(), requestId, view), Optional.of(before));
      journal.write();
    }
    return new Versioned<>(view, card.version());
  }

  private void requireActiveHolder(UUID organizationId, UUID holderId) {
    Owner holder =
        directory
            .lockOwner(organizationId, OwnerType.USER, holderId)
            .orElseThrow(() -> Refusal.notFound("user"));
    if (!holder.active()) {
      throw Refusal.conflict("user_inactive", "The user is not active.");
    }
  }

  private Journal openWallet(UUID organizationId, UUID walletId) {
    if (wallets.states(organizationId, List.of(walletId)).get().isEmpty()) {
      throw Refusal.notFound("wallet");
    }
    Journal journal = journals.open(organizationId, List.of(walletId));
    WalletState wallet = wallets.states(organizationId, List.of(walletId)).get().get(walletId);
    if (wallet == null || wallet.status() == WalletStatus.CLOSED) {
      throw Refusal.conflict("wallet_closed", "The wallet is closed for good.");
    }
    return journal;
  }

  private List<LimitSpec> limitsOf(Card card) {
    return limits
        .find(card.id().organizationId(), List.of(card.lineageId()))
        .getOrDefault(card.lineageId(), List.of());
  }
}
