/** A provider of sign-ins that tests have to themselves, and the tokens that it makes. */
@NullMarked
package io.spendhub.testing.signin;

import org.jspecify.annotations.NullMarked;
