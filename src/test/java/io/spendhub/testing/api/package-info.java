/** The API as tests speak to it, and what they look up behind its back. */
@NullMarked
package io.spendhub.testing.api;

import org.jspecify.annotations.NullMarked;
