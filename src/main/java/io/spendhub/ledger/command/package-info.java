/** The money engine and the sealer that chains its commits. */
@NullMarked
package io.spendhub.ledger.command;

import org.jspecify.annotations.NullMarked;
