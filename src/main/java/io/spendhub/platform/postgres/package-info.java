/** The PostgreSQL that the service keeps for itself where the operator names none. */
@NullMarked
package io.spendhub.platform.postgres;

import org.jspecify.annotations.NullMarked;
