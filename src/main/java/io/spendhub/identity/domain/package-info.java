/** The rules of identity, in plain Java and JPA's annotations. */
@NullMarked
package io.spendhub.identity.domain;

import org.jspecify.annotations.NullMarked;
