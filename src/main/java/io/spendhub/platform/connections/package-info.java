/** Who may have how many connections for how long, and what is done when one is lost. */
@NullMarked
package io.spendhub.platform.connections;

import org.jspecify.annotations.NullMarked;
