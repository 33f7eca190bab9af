/** What may be done with cards. */
@NullMarked
package io.spendhub.cards.command;

import org.jspecify.annotations.NullMarked;
