/** Who calls and what they may do. Contexts ask for {@link Caller}; identity supplies the keys. */
@NullMarked
package io.spendhub.platform.security;

import org.jspecify.annotations.NullMarked;
