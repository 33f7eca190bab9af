/** Calls of every kind, good and hostile, against resources that exist for these tests only. */
@NullMarked
package io.spendhub.platform.http;

import org.jspecify.annotations.NullMarked;
