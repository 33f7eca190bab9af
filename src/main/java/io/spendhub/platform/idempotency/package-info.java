/** A command runs once per Idempotency-Key, and a repetition hears the first answer again. */
@NullMarked
package io.spendhub.platform.idempotency;

import org.jspecify.annotations.NullMarked;
