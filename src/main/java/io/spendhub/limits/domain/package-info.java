/** What a limit may say, and where its windows begin. */
@NullMarked
package io.spendhub.limits.domain;

import org.jspecify.annotations.NullMarked;
