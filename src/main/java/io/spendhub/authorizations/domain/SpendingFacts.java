package io.spendhub.authorizations.domain;

import io.spendhub.cards.CardState;
import io.spendhub.limits.LimitUsage;
import io.spendhub.wallets.WalletState;
import java.time.Instant;
import java.util.List;

/**
 * All that a purchase is decided on.
 *
 * @param available minor units that the wallet has available
 * @param cardLimits the card's limits in the order of their windows, each with its use in the
 *     window that this purchase counts in
 * @param walletLimits the wallet's, likewise
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
    Instant now,
    Instant occurredAt) {}
