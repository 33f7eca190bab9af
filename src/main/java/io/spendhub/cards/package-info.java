/** Cards: who holds which, on what wallet, and whether it may be used. */
@NullMarked
package io.spendhub.cards;

import org.jspecify.annotations.NullMarked;
