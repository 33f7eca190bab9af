/** Authorizations as the API shows them, and the checks that prove them. */
@NullMarked
package io.spendhub.authorizations.query;

import org.jspecify.annotations.NullMarked;
