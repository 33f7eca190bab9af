/** Campaigns as entities, and vouchers in motion over JDBC. */
@NullMarked
package io.spendhub.vouchers.persistence;

import org.jspecify.annotations.NullMarked;
