/** Codes: their formats, the jobs that make them, import, export and pictures of them. */
@NullMarked
package io.spendhub.vouchers.codes;

import org.jspecify.annotations.NullMarked;
