/** Many vouchers at once: the jobs that make them, import and export. */
@NullMarked
package io.spendhub.vouchers.bulk;

import org.jspecify.annotations.NullMarked;
