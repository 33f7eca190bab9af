@NullMarked
package io.spendhub.platform.http.description;

import org.jspecify.annotations.NullMarked;
