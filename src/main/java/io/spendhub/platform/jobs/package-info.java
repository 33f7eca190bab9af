/**
 * Jobs in the background: none may stop, and none serves one organization at the cost of others.
 */
@NullMarked
package io.spendhub.platform.jobs;

import org.jspecify.annotations.NullMarked;
