/** Wallets as entities, and their states for decisions. */
@NullMarked
package io.spendhub.wallets.persistence;

import org.jspecify.annotations.NullMarked;
