package io.spendhub.vouchers.redemptions;

import io.spendhub.shared.NotInEvents;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A use that is kept for somebody, as the API shows it; amounts in minor units.
 *
 * @param discountAmount what a discount would take off the order
 * @param amount what is kept of a balance
 * @param status ACTIVE, REDEEMED, RELEASED or EXPIRED
 * @param expiresAt until when it can be redeemed
 */
public record ReservationView(
    UUID id,
    @NotInEvents Optional<String> code,
    UUID voucherId,
    UUID campaignId,
    String status,
    OptionalLong discountAmount,
    OptionalLong amount,
    String currency,
    Optional<String> holder,
    Optional<String> shop,
    Instant expiresAt,
    Instant createdAt) {}
