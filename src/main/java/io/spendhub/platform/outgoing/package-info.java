/**
 * Calls that the service makes to servers of others: where they may go, and how they are signed.
 */
@NullMarked
package io.spendhub.platform.outgoing;

import org.jspecify.annotations.NullMarked;
