/**
 * Wallets: whose money it is, what may come in and go out, and the statement of it. The money
 * itself stands on the ledger account that has the wallet's id.
 */
@NullMarked
package io.spendhub.wallets;

import org.jspecify.annotations.NullMarked;
