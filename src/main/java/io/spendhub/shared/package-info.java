/**
 * The words that every context speaks: money, identifiers and refusals. Plain Java; nothing here
 * knows a framework, a database or a clock.
 */
@NullMarked
package io.spendhub.shared;

import org.jspecify.annotations.NullMarked;
