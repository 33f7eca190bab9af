/** The read side of identity: SQL straight into the records that the API answers with. */
@NullMarked
package io.spendhub.identity.query;

import org.jspecify.annotations.NullMarked;
