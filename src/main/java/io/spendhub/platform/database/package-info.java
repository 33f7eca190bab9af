/**
 * Where the database comes from: a PostgreSQL that the operator names, or one that the service
 * keeps for itself. Nothing here knows what is stored in it.
 */
@NullMarked
package io.spendhub.platform.database;

import org.jspecify.annotations.NullMarked;
