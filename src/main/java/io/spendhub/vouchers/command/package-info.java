/** What may be done with vouchers. */
@NullMarked
package io.spendhub.vouchers.command;

import org.jspecify.annotations.NullMarked;
