package io.spendhub.platform.operations;

import jakarta.inject.Singleton;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.internal.info.MigrationInfoDumper;

/** Shows what was applied to the database, and what waits. */
@Singleton
final class MigrateInfoCommand implements OperatorCommand {
  private final Flyway flyway;

  MigrateInfoCommand(Flyway flyway) {
    this.flyway = flyway;
  }

  @Override
  public String name() {
    return "migrate-info";
  }

  @Override
  public String summary() {
    return "list the migrations that were applied and that wait";
  }

  @Override
  public int run(List<String> arguments) {
    MigrationInfoService info = flyway.info();
    System.out.println(MigrationInfoDumper.dumpToAsciiTable(info.all()));
    return 0;
  }
}
