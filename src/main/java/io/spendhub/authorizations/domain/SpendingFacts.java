package io.spendhub.authorizations.domain;

import io.spendhub.cards.CardState;
import io.spendhub.limits.LimitUsage;
import io.spendhub.vouchers.CardOffer;
import io.spendhub.vouchers.CardOffer.Granted;
import io.spendhub.wallets.WalletState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a purchase is decided on.
 *
 * @param available minor units that the wallet has available
 * @param cardLimits the card's limits in the order of their windows, each with its use in the
 *     window that this purchase counts in
 * @param walletLimits the wallet's, likewise
 * @param voucher what the voucher says that shall pay a part
 * @param now ledger time: decides whether the card has expired
 * @param occurredAt when the purchase happened: decides whether a schedule allows it
 */
public record SpendingFacts(
    WalletState wallet,
    long available,
    CardState card,
    boolean holderActive,
    List<LimitUsage> cardLimits,
    List<LimitUsage> walletLimits,
    Optional<CardOffer> voucher,
    Instant now,
    Instant occurredAt) {
  /** What a voucher pays of an amount, in minor units. */
  public long paidByVoucher(long amount) {
    return voucher.isPresent() && voucher.get() instanceof Granted granted ? granted.on(amount) : 0;
  }
}
