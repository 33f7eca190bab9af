package io.spendhub.vouchers.redemptions;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a voucher would work now, by the decision that redemptions are made by.
 *
 * @param code why not, as a failed redemption says it
 * @param discountAmount what a discount would take off, minor units
 * @param amount what would be drawn or credited, minor units
 */
public record ValidationView(
    boolean valid,
    Optional<String> code,
    Optional<String> detail,
    OptionalLong discountAmount,
    OptionalLong amount,
    Optional<VoucherView> voucher) {}
