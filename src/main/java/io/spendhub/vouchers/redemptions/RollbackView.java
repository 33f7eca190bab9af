package io.spendhub.vouchers.redemptions;

import java.time.Instant;
import java.util.UUID;

/**
 * Something given back of a redemption.
 *
 * @param amount minor units
 * @param redemption as it stands after it
 */
public record RollbackView(
    UUID id, UUID redemptionId, long amount, Instant createdAt, RedemptionView redemption) {}
