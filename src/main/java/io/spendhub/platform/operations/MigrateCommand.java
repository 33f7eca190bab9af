package io.spendhub.platform.operations;

import jakarta.inject.Singleton;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/** Applies the migrations that wait, as a start of the service would. */
@Singleton
final class MigrateCommand implements OperatorCommand {
  private final Flyway flyway;

  MigrateCommand(Flyway flyway) {
    this.flyway = flyway;
  }

  @Override
  public String name() {
    return "migrate";
  }

  @Override
  public String summary() {
    return "bring the database up to this version";
  }

  @Override
  public int run(List<String> arguments) {
    MigrateResult result = flyway.migrate();
    System.out.println("Migrations applied: " + result.migrationsExecuted);
    return result.success ? 0 : CommandLine.FAILURE;
  }
}
