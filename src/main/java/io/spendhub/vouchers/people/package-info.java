/** Whom vouchers are for, and where they are taken: holders and shops. */
@NullMarked
package io.spendhub.vouchers.people;

import org.jspecify.annotations.NullMarked;
