package io.spendhub.platform.operations;

import jakarta.inject.Singleton;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.RepairResult;

/** Takes failed migrations out of the history and sets its checksums right. */
@Singleton
final class MigrateRepairCommand implements OperatorCommand {
  private final Flyway flyway;

  MigrateRepairCommand(Flyway flyway) {
    this.flyway = flyway;
  }

  @Override
  public String name() {
    return "migrate-repair";
  }

  @Override
  public String summary() {
    return "mend the migration history after a failed migration";
  }

  @Override
  public int run(List<String> arguments) {
    RepairResult result = flyway.repair();
    result.repairActions.forEach(System.out::println);
    return 0;
  }
}
