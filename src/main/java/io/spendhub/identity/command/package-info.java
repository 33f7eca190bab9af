/** What changes identity: one method per command, one transaction per method. */
@NullMarked
package io.spendhub.identity.command;

import org.jspecify.annotations.NullMarked;
