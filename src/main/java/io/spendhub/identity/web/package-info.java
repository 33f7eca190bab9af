/** The HTTP face of identity: resources and the bodies that they take. */
@NullMarked
package io.spendhub.identity.web;

import org.jspecify.annotations.NullMarked;
