/**
 * How the process is run: its command line, its start and its end, and what operators do from the
 * shell. No business words.
 */
@NullMarked
package io.spendhub.platform.operations;

import org.jspecify.annotations.NullMarked;
