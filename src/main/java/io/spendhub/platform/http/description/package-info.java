/**
 * The OpenAPI document, beyond what annotations say by themselves: words and examples from the
 * glossary, bounds from the constraints that are enforced. All of it runs when the program is
 * built.
 */
@NullMarked
package io.spendhub.platform.http.description;

import org.jspecify.annotations.NullMarked;
