/** What the packaged program keeps true while several processes race, wait and die. */
@NullMarked
package io.spendhub.faults;

import org.jspecify.annotations.NullMarked;
