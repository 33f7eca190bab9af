/** The HTTP face of the ledger: its proof. */
@NullMarked
package io.spendhub.ledger.web;

import org.jspecify.annotations.NullMarked;
