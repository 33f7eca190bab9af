package io.spendhub.authorizations;

import io.spendhub.ledger.MoneyCommand;
import io.spendhub.shared.Merchant;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What card networks ask of a wallet; amounts in minor units, at least 1. */
public sealed interface AuthorizationCommand extends MoneyCommand {
  /** The wallet that the card draws on. */
  UUID walletId();

  Note note();

  @Override
  default Collection<UUID> accountIds() {
    return List.of(walletId());
  }

  /**
   * What is recorded with a command and decides nothing about the money.
   *
   * @param occurredAt when it happened, where that was earlier: decides limit windows only
   */
  record Note(
      Optional<Original> original,
      Optional<String> networkReference,
      Optional<Instant> occurredAt,
      Map<String, String> metadata) {
    static final Note NONE =
        new Note(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
  }

  /** A purchase with a card. */
  record Purchase(UUID cardId, UUID walletId, long amount, String currency, Merchant merchant) {
    public Purchase withAmount(long other) {
      return new Purchase(cardId, walletId, other, currency, merchant);
    }
  }

  /** Asks whether a purchase may be made. */
  record Authorize(Purchase purchase, boolean partialApprovalAllowed, Note note)
      implements AuthorizationCommand {
    @Override
    public UUID walletId() {
      return purchase.walletId();
    }
  }

  /** The network has paid for a purchase that was never authorized. */
  record ForcePost(Purchase purchase, Note note) implements AuthorizationCommand {
    @Override
    public UUID walletId() {
      return purchase.walletId();
    }
  }

  /** A merchant pays back something that no authorization is known for. */
  record RefundUnlinked(Purchase purchase, Note note) implements AuthorizationCommand {
    @Override
    public UUID walletId() {
      return purchase.walletId();
    }
  }

  /** The time of a hold is over. */
  record Expire(UUID authorizationId, UUID walletId) implements AuthorizationCommand {
    @Override
    public Note note() {
      return Note.NONE;
    }
  }

  /**
   * Something happens to an authorization.
   *
   * @param last whether a clearing is the last one, which releases what is left of the hold
   */
  record Operate(
      UUID authorizationId, UUID walletId, OperationKind kind, long amount, boolean last, Note note)
      implements AuthorizationCommand {}
}
