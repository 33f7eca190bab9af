package io.spendhub.wallets;

import io.spendhub.ledger.Statements.Direction;
import io.spendhub.shared.Merchant;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of a wallet's statement.
 *
 * @param id the ledger transfer
 * @param sequence the wallet's own number, from 1 without a gap
 * @param kind why the money moved, as {@link io.spendhub.ledger.Purpose} names it, and for
 *     transfers TRANSFER_IN or TRANSFER_OUT
 * @param amount minor units, at least 1
 * @param balanceAfter what was posted after it
 * @param heldAfter what was held after it
 * @param redemptionId of the voucher whose credit it is
 * @param metadata of the authorization, operation or redemption that moved it
 */
public record EntryView(
    UUID id,
    long sequence,
    Instant at,
    String kind,
    long amount,
    String currency,
    Direction direction,
    long balanceAfter,
    long heldAfter,
    Optional<UUID> authorizationId,
    Optional<UUID> redemptionId,
    Optional<String> reference,
    Optional<Merchant> merchant,
    Map<String, String> metadata) {}
