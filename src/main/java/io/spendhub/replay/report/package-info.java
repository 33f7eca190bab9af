/** What a replay says while it runs, and at its end. */
@NullMarked
package io.spendhub.replay.report;

import org.jspecify.annotations.NullMarked;
