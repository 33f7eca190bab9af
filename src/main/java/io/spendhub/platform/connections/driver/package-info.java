/**
 * The driver of the service's pools: it tells a commit in doubt from one that was acknowledged, and
 * bounds what a pool holds of its server.
 */
@NullMarked
package io.spendhub.platform.connections.driver;

import org.jspecify.annotations.NullMarked;
