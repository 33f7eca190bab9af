/**
 * Identity: organizations, the users and teams in them, and the API keys that programs call with.
 * Other contexts use this package only; {@link io.spendhub.identity.Directory} is its facade.
 */
@NullMarked
package io.spendhub.identity;

import org.jspecify.annotations.NullMarked;
