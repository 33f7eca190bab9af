/** What tests share: the real database, and words in which rules read as sentences. */
@NullMarked
package io.spendhub.testing;

import org.jspecify.annotations.NullMarked;
