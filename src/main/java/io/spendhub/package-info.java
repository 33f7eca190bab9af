/** The program: it names the commands of the command line and starts them. */
@NullMarked
package io.spendhub;

import org.jspecify.annotations.NullMarked;
