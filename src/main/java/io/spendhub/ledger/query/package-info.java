/** Statements, and the checks by which the ledger proves itself. */
@NullMarked
package io.spendhub.ledger.query;

import org.jspecify.annotations.NullMarked;
