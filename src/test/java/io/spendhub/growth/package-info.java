/** What must not become slower with all that an organization has ever done. */
@NullMarked
package io.spendhub.growth;

import org.jspecify.annotations.NullMarked;
