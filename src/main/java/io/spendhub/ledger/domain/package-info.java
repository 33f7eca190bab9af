/** What an account and a commit are, and how each changes. */
@NullMarked
package io.spendhub.ledger.domain;

import org.jspecify.annotations.NullMarked;
