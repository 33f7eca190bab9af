/** The HTTP face of vouchers. */
@NullMarked
package io.spendhub.vouchers.web;

import org.jspecify.annotations.NullMarked;
