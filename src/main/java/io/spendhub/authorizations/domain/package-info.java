/** The decisions: which purchase is approved, and what each operation does. */
@NullMarked
package io.spendhub.authorizations.domain;

import org.jspecify.annotations.NullMarked;
