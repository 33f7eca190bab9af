/**
 * What must hold of a database before the service serves from it, and what is said if it does not.
 */
@NullMarked
package io.spendhub.platform.startup;

import org.jspecify.annotations.NullMarked;
