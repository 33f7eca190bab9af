/** Cards as entities, and their states for decisions. */
@NullMarked
package io.spendhub.cards.persistence;

import org.jspecify.annotations.NullMarked;
