/**
 * People who sign in by OpenID Connect: their access tokens, and whom those speak of. Identity
 * knows the users, {@link io.spendhub.platform.security.people.PersonLookup}.
 */
@NullMarked
package io.spendhub.platform.security.people;

import org.jspecify.annotations.NullMarked;
