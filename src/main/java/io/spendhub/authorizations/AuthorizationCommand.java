package io.spendhub.authorizations;

import io.spendhub.ledger.Lane;
import io.spendhub.ledger.MoneyCommand;
import io.spendhub.shared.Merchant;
import io.spendhub.vouchers.VoucherPlace;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What card networks ask of a wallet; amounts in minor units, at least 1. Only an authorization may
 * be for 0, to verify the account.
 */
public sealed interface AuthorizationCommand extends MoneyCommand {
  /** The wallet that the card draws on. */
  UUID walletId();

  /** The campaign whose voucher pays a part, if one does. */
  Optional<UUID> campaignId();

  Note note();

  @Override
  default Collection<UUID> accountIds() {
    return Stream.concat(Stream.of(walletId()), campaignId().stream()).toList();
  }

  @Override
  default Lane lane() {
    return campaignId().map(Lane::ofCampaign).orElseGet(() -> Lane.ofWallet(walletId()));
  }

  /**
   * What is recorded with a command and decides nothing about the money.
   *
   * @param occurredAt when it happened, where that was earlier: decides limit windows and schedules
   *     only
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

  /**
   * A voucher that shall pay a part of a purchase.
   *
   * @param place none if no voucher has the code
   */
  record AskedVoucher(Optional<VoucherPlace> place) {}

  /** Asks whether a purchase may be made. */
  record Authorize(
      Purchase purchase, boolean partialApprovalAllowed, Optional<AskedVoucher> voucher, Note note)
      implements AuthorizationCommand {
    @Override
    public UUID walletId() {
      return purchase.walletId();
    }

    @Override
    public Optional<UUID> campaignId() {
      return voucher.flatMap(AskedVoucher::place).map(VoucherPlace::campaignId);
    }
  }

  /** The network has paid for a purchase that was never authorized. */
  record ForcePost(Purchase purchase, Note note) implements AuthorizationCommand {
    @Override
    public UUID walletId() {
      return purchase.walletId();
    }

    @Override
    public Optional<UUID> campaignId() {
      return Optional.empty();
    }
  }

  /** A merchant pays back something that no authorization is known for. */
  record RefundUnlinked(Purchase purchase, Note note) implements AuthorizationCommand {
    @Override
    public UUID walletId() {
      return purchase.walletId();
    }

    @Override
    public Optional<UUID> campaignId() {
      return Optional.empty();
    }
  }

  /** The time of a hold is over. */
  record Expire(UUID authorizationId, UUID walletId, Optional<UUID> campaignId)
      implements AuthorizationCommand {
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
      UUID authorizationId,
      UUID walletId,
      Optional<UUID> campaignId,
      OperationKind kind,
      long amount,
      boolean last,
      Note note)
      implements AuthorizationCommand {}
}
