/** The parts of the service, and which of them this process serves. */
@NullMarked
package io.spendhub.platform.serving;

import org.jspecify.annotations.NullMarked;
