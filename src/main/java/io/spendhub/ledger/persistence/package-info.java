/** The ledger's tables: locked and written over JDBC arrays, never through an entity. */
@NullMarked
package io.spendhub.ledger.persistence;

import org.jspecify.annotations.NullMarked;
