/**
 * What a caller is told when something fails: one form, one place where failures become answers.
 */
@NullMarked
package io.spendhub.platform.http.problems;

import org.jspecify.annotations.NullMarked;
