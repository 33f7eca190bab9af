package io.spendhub.platform.postgres;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The port to the PostgreSQL that the service brings along. It is looked up at run time, so that
 * native binaries and container images, which bring none, need none of its classes.
 */
public interface EmbeddedDatabase {

  /** Whether this build carries the programs of PostgreSQL. */
  boolean isPackaged();

  /** Starts it over the directory; see {@link EmbeddedPostgres#start(Path)}. */
  Running start(Path directory);

  /** Where another service's database over the directory can be reached, if one runs. */
  Optional<DatabaseAddress> runningIn(Path directory);

  /** A database that was started, until it is closed. */
  interface Running extends AutoCloseable {
    DatabaseAddress address();

    @Override
    void close();
  }

  /** The one that this build carries, if it carries one. */
  static Optional<EmbeddedDatabase> packaged() {
    return ServiceLoader.load(EmbeddedDatabase.class, EmbeddedDatabase.class.getClassLoader())
        .findFirst()
        .filter(EmbeddedDatabase::isPackaged);
  }
}
