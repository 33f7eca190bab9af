/**
 * Spending limits of cards and wallets and what counts against them, per calendar window. Neither
 * knows the other, so what both need stands here.
 */
@NullMarked
package io.spendhub.limits;

import org.jspecify.annotations.NullMarked;
