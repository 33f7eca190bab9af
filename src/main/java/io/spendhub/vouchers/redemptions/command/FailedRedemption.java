package io.spendhub.vouchers.redemptions.command;

import java.util.UUID;

/** What the event of a redemption tells that failed. */
record FailedRedemption(UUID voucherId, String code, String detail) {}
