package io.spendhub.authorizations.command;

import io.spendhub.authorizations.AuthorizationCommand.Authorize;
import io.spendhub.authorizations.VoucherPartView;
import io.spendhub.authorizations.domain.Amounts;
import io.spendhub.authorizations.domain.Authorization;
import io.spendhub.authorizations.domain.VoucherPart;
import io.spendhub.cards.CardState;
import io.spendhub.shared.Ids;
import io.spendhub.vouchers.CardOffer;
import io.spendhub.vouchers.CardOffer.Granted;
import io.spendhub.vouchers.CardVouchers.Book;
import io.spendhub.vouchers.CardVouchers.CardUse;
import io.spendhub.vouchers.Order;
import io.spendhub.vouchers.VoucherUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The vouchers that pay a part of a batch's purchases. */
record VoucherParts(Book book) {
  /** A purchase as a voucher sees it: the card's holder buys at the merchant for its amount. */
  static Optional<CardUse> use(Authorize command, UUID holderId) {
    return command
        .voucher()
        .flatMap(voucher -> voucher.place())
        .map(
            place ->
                new CardUse(
                    place,
                    new VoucherUse(
                        Optional.of(holderId.toString()),
                        command.purchase().merchant().id(),
                        Optional.of(
                            new Order(
                                Optional.empty(),
                                command.purchase().amount(),
                                command.purchase().currency(),
                                List.of(),
                                Map.of())),
                        OptionalLong.empty(),
                        command.note().metadata())));
  }

  /** What the voucher of a purchase says, if it names one. */
  Optional<CardOffer> offer(Authorize command, CardState card) {
    return command
        .voucher()
        .map(
            asked ->
                use(command, card.holderId())
                    .map(book::offer)
                    .orElseGet(
                        () ->
                            new CardOffer.Refused(
                                "voucher_not_found", "There is no such voucher.")));
  }

  /** What the voucher would pay of an approved amount, without being used. */
  static Optional<VoucherPartView> promised(
      Authorize command, CardState card, Optional<CardOffer> offer, long approved) {
    return offer
        .filter(found -> approved > 0)
        .filter(Granted.class::isInstance)
        .map(Granted.class::cast)
        .flatMap(
            granted ->
                use(command, card.holderId()).map(use -> promised(use, granted.on(approved))));
  }

  private static VoucherPartView promised(CardUse use, long amount) {
    return new VoucherPartView(Optional.empty(), use.place().campaignId(), amount, amount, 0, 0);
  }

  /** An approved purchase with what its voucher promises to pay of it. */
  static Authorization promised(
      Authorization approved, Authorize command, CardState card, Optional<CardOffer> offer) {
    if (offer.isEmpty() || !(offer.get() instanceof Granted granted)) {
      return approved;
    }
    CardUse use = use(command, card.holderId()).orElseThrow();
    long amount = granted.on(approved.amounts().approved());
    return approved.with(new VoucherPart(Ids.next(), use.place().campaignId(), amount, 0));
  }

  /** Uses the voucher of an approved purchase, if it has one. */
  void redeem(Authorization approved, Authorize command, CardState card, String requestId) {
    approved
        .voucher()
        .ifPresent(
            part ->
                book.redeem(
                    part.redemptionId(),
                    use(command, card.holderId()).orElseThrow(),
                    part.promised(),
                    approved.id(),
                    requestId));
  }

  /**
   * Tells the voucher what a purchase still needs of it: all that it promised while more may be
   * held, what it paid once nothing can be. A purchase that came to nothing gives the use back.
   */
  void settle(Authorization after, String requestId) {
    after
        .voucher()
        .ifPresent(
            part -> {
              Amounts amounts = after.amounts();
              boolean ended = amounts.hasEnded();
              long needed = ended ? part.needed(amounts) : part.promised() - part.refunded();
              boolean returned = ended && amounts.cleared() == amounts.refunded();
              book.settle(part.redemptionId(), needed, returned, requestId);
            });
  }
}
