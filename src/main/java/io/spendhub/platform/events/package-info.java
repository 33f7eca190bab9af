/** Events as stored with their effect. Their order comes from the commits that wrote them. */
@NullMarked
package io.spendhub.platform.events;

import org.jspecify.annotations.NullMarked;
