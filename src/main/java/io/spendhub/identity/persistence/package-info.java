/** The repositories of identity, over Hibernate and Panache. */
@NullMarked
package io.spendhub.identity.persistence;

import org.jspecify.annotations.NullMarked;
