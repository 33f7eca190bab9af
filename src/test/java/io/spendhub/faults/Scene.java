package io.spendhub.faults;

import static io.spendhub.testing.api.Campaign.giftCard;
import static io.spendhub.testing.api.Campaign.limited;
import static io.spendhub.testing.api.Campaign.off;
import static io.spendhub.testing.api.Cash.gbp;

import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Limit;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Voucher;
import io.spendhub.testing.api.Wallet;
import java.util.List;
import java.util.stream.Stream;

/**
 * An organization with something of everything that money moves through, before any of it did.
 * Every limit is of a lifetime, so that no window ends while it is looked at.
 *
 * @param cards the last of them may spend little, so that its purchases come to be declined
 * @param giftCards carry little, so that they come to be empty
 * @param sale everybody's code, with as many uses as one likes
 * @param rush everybody's code, whose uses run out
 */
record Scene(
    Spending spending,
    List<Wallet> wallets,
    List<Card> cards,
    List<Voucher> giftCards,
    Voucher sale,
    Voucher rush) {
  /** What each wallet has at first, in minor units, and more than can be spent. */
  static final long FUNDS = 100_000_000;

  /** What a gift card carries at first. */
  static final long GIFT = 600;

  /** What the two codes take off an order. */
  static final long DISCOUNT = 30;

  static final long RUSH_USES = 60;

  private static final Limit UNREACHED = Limit.of("LIFETIME", FUNDS);
  private static final Limit LOW = Limit.of("LIFETIME", 1_500);
  private static final int GIFT_CARDS = 4;

  static Scene open() {
    Spending acme = Spending.inANewOrganization();
    List<Wallet> wallets =
        List.of(acme.walletWith(gbp(FUNDS), UNREACHED), acme.walletWith(gbp(FUNDS), UNREACHED));
    List<Card> cards =
        List.of(
            wallets.getFirst().card(UNREACHED),
            wallets.getLast().card(UNREACHED),
            wallets.getFirst().card(LOW));
    Campaign gifts = Campaign.active(acme, giftCard(GIFT));
    List<Voucher> giftCards = Stream.generate(gifts::voucher).limit(GIFT_CARDS).toList();
    Campaign sale = Campaign.active(acme, off(DISCOUNT));
    Campaign rush = Campaign.active(acme, limited(off(DISCOUNT), "redemptions", RUSH_USES));
    return new Scene(
        acme, wallets, cards, giftCards, sale.voucher("SPRING"), rush.voucher("HURRY"));
  }

  Campaign gifts() {
    return giftCards.getFirst().campaign();
  }

  Voucher voucher(String code) {
    return Stream.concat(giftCards.stream(), Stream.of(sale, rush))
        .filter(voucher -> voucher.code().equals(code))
        .findAny()
        .orElseThrow();
  }

  Card card(String id) {
    return cards.stream().filter(card -> card.id().equals(id)).findAny().orElseThrow();
  }
}
