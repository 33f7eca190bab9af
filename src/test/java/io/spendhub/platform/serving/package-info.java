@NullMarked
package io.spendhub.platform.serving;

import org.jspecify.annotations.NullMarked;
