/** Vouchers in motion: issued, reserved, redeemed, rolled back, and published. */
@NullMarked
package io.spendhub.vouchers.redemptions;

import org.jspecify.annotations.NullMarked;
