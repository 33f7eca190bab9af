/** Wallets, statements and balances as the API shows them. */
@NullMarked
package io.spendhub.wallets.query;

import org.jspecify.annotations.NullMarked;
