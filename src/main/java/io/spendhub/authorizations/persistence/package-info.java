/** The tables of authorizations, over JDBC arrays. */
@NullMarked
package io.spendhub.authorizations.persistence;

import org.jspecify.annotations.NullMarked;
