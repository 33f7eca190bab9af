/** The HTTP face of authorizations, force-posts and refunds. */
@NullMarked
package io.spendhub.authorizations.web;

import org.jspecify.annotations.NullMarked;
