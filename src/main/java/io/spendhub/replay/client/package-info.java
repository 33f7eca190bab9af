/** Calls of the public API, patient where the service is busy, clear where it refuses. */
@NullMarked
package io.spendhub.replay.client;

import org.jspecify.annotations.NullMarked;
