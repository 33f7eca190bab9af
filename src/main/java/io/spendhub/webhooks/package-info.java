/**
 * Tells servers of organizations what happens: which of them hear of which events, and what became
 * of each delivery.
 */
@NullMarked
package io.spendhub.webhooks;

import org.jspecify.annotations.NullMarked;
