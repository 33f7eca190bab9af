/** Campaigns: what their vouchers are worth, whom they are for and how much they may cost. */
@NullMarked
package io.spendhub.vouchers.campaigns;

import org.jspecify.annotations.NullMarked;
