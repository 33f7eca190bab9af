/** What every call passes before a resource sees it: its size, its form, its identity. */
@NullMarked
package io.spendhub.platform.http.calls;

import org.jspecify.annotations.NullMarked;
