/** The read side: SQL straight into what the API answers with. */
@NullMarked
package io.spendhub.vouchers.query;

import org.jspecify.annotations.NullMarked;
