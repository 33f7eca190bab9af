package io.spendhub.platform.database;

import jakarta.enterprise.context.ApplicationScoped;
import org.flywaydb.core.Flyway;

/** The tables of this program in the database of this process. */
@ApplicationScoped
public class Schema {
  private final Flyway flyway;

  Schema(Flyway flyway) {
    this.flyway = flyway;
  }

  /** Whether any migration was ever applied. */
  public boolean exists() {
    return flyway.info().current() != null;
  }
}
