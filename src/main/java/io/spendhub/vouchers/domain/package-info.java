/** What a voucher may look like, whom it is for, and what it gives. */
@NullMarked
package io.spendhub.vouchers.domain;

import org.jspecify.annotations.NullMarked;
