/** What may be done with wallets and their money. */
@NullMarked
package io.spendhub.wallets.command;

import org.jspecify.annotations.NullMarked;
