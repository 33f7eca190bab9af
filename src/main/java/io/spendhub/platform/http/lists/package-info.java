/** Lists in pages: cursors, periods, and walks that read no more than they answer with. */
@NullMarked
package io.spendhub.platform.http.lists;

import org.jspecify.annotations.NullMarked;
