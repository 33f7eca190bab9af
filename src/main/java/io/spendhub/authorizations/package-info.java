/**
 * Purchases in real time: authorized or declined, cleared, reversed and refunded, each exactly once
 * and on the ledger.
 */
@NullMarked
package io.spendhub.authorizations;

import org.jspecify.annotations.NullMarked;
