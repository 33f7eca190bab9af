/** Runs purchases and what follows them through the money engine. */
@NullMarked
package io.spendhub.authorizations.command;

import org.jspecify.annotations.NullMarked;
