/** The rules of the architecture, and for each a small tree of code that breaks it. */
@NullMarked
package io.spendhub.architecture;

import org.jspecify.annotations.NullMarked;
