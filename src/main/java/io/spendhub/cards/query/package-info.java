/** Cards as the API shows them. */
@NullMarked
package io.spendhub.cards.query;

import org.jspecify.annotations.NullMarked;
