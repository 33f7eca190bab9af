/** How JSON is read and written: strictly, and the same everywhere. */
@NullMarked
package io.spendhub.platform.http.json;

import org.jspecify.annotations.NullMarked;
