/** Time as the service sees it: one injected clock, and the zones that people may name. */
@NullMarked
package io.spendhub.platform.time;

import org.jspecify.annotations.NullMarked;
