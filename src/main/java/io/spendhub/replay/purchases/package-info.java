/** Files of card purchases, read row by row. */
@NullMarked
package io.spendhub.replay.purchases;

import org.jspecify.annotations.NullMarked;
