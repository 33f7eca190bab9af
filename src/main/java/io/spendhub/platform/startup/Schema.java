package io.spendhub.platform.startup;

import io.spendhub.platform.sql.Primary;
import jakarta.enterprise.context.ApplicationScoped;

/** The tables of this program in the database of this process. */
@ApplicationScoped
public class Schema {
  private final Primary database;

  Schema(Primary database) {
    this.database = database;
  }

  /** Whether any migration was ever applied. */
  public boolean exists() {
    return database.first(MigrationHistory.ANYWHERE, row -> row.bool("it")).orElse(false);
  }
}
