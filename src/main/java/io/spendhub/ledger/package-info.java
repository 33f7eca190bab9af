/**
 * The double-entry ledger: accounts, transfers, and the engine that moves money in batches, each in
 * one transaction. Wallets, cards and vouchers are built on it; it knows none of them.
 */
@NullMarked
package io.spendhub.ledger;

import org.jspecify.annotations.NullMarked;
