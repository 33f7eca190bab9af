/**
 * The gRPC API: calls that are operations of the HTTP API in another form, and what the few that
 * are not have in common with them.
 */
@NullMarked
package io.spendhub.platform.rpc;

import org.jspecify.annotations.NullMarked;
