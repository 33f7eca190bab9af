/** That what the service is measured against does the same work. */
@NullMarked
package io.spendhub.bench;

import org.jspecify.annotations.NullMarked;
