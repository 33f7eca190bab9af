package io.spendhub.platform.postgres;

import java.nio.file.Path;
import java.util.Optional;

/** Found through {@code META-INF/services}; nothing else may name it. */
public final class PackagedPostgres implements EmbeddedDatabase {

  /** Container images hold this class, but not the library and the programs it needs. */
  @Override
  public boolean isPackaged() {
    try {
      Class.forName("io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver");
      return true;
    } catch (ClassNotFoundException leftOut) {
      return false;
    }
  }

  @Override
  public Running start(Path directory) {
    return EmbeddedPostgres.start(directory);
  }

  @Override
  public Optional<DatabaseAddress> runningIn(Path directory) {
    return EmbeddedPostgres.runningIn(directory);
  }
}
