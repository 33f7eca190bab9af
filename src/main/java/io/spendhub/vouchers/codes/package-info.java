/** Codes: their formats, what they are told apart by, room for more, and pictures of them. */
@NullMarked
package io.spendhub.vouchers.codes;

import org.jspecify.annotations.NullMarked;
