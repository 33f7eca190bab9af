/** The one way to a row: statements, the values they take, and the rows that they answer with. */
@NullMarked
package io.spendhub.platform.sql;

import org.jspecify.annotations.NullMarked;
