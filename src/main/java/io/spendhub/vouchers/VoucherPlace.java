package io.spendhub.vouchers;

import java.util.UUID;

/** A voucher and the campaign that it belongs to for good. */
public record VoucherPlace(UUID campaignId, UUID voucherId) {}
