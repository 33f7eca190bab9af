/**
 * Vouchers: campaigns of discounts, gift cards and wallet credits, and what is redeemed of them.
 * Other contexts use the types of this package and nothing below it.
 */
@NullMarked
package io.spendhub.vouchers;

import org.jspecify.annotations.NullMarked;
