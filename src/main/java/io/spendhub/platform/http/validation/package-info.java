/** Constraints on the fields of requests, and what a violation of them is called. */
@NullMarked
package io.spendhub.platform.http.validation;

import org.jspecify.annotations.NullMarked;
