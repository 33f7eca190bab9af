/** The life of a card. */
@NullMarked
package io.spendhub.cards.domain;

import org.jspecify.annotations.NullMarked;
