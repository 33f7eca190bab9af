/** Limits as entities, their counters over JDBC arrays. */
@NullMarked
package io.spendhub.limits.persistence;

import org.jspecify.annotations.NullMarked;
