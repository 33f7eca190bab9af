package io.spendhub.authorizations;

import java.util.Optional;
import java.util.UUID;

/**
 * What a voucher pays of an authorization, within the authorization's own amounts; in minor units.
 *
 * @param redemptionId absent in a preview, which uses nothing
 * @param amount what it pays of the approved amount
 * @param heldAmount what of the hold is the campaign's
 * @param clearedAmount what it has paid
 * @param refundedAmount what it was paid back
 */
public record VoucherPartView(
    Optional<UUID> redemptionId,
    UUID campaignId,
    long amount,
    long heldAmount,
    long clearedAmount,
    long refundedAmount) {}
