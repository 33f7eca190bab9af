package io.spendhub.vouchers.redemptions.domain;

import java.time.Instant;
import java.util.UUID;

/** That a holder was given a voucher, once per source. */
public record Publication(
    UUID id, UUID campaignId, UUID voucherId, String holder, String sourceId, Instant createdAt) {}
