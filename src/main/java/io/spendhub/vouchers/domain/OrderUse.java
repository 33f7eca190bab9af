package io.spendhub.vouchers.domain;

import io.spendhub.vouchers.Stacking;

/**
 * Another voucher on the same order.
 *
 * @param amount minor units that it pays of the order
 */
public record OrderUse(long amount, Stacking stacking) {}
