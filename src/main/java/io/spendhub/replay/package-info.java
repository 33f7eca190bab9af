/**
 * Turns a file of card purchases into an organization, through the public API only. A client like
 * any other: it knows nothing of the contexts, and can be stopped and run again.
 */
@NullMarked
package io.spendhub.replay;

import org.jspecify.annotations.NullMarked;
