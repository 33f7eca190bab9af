package io.spendhub.platform.serving;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * A process is ready while it reaches the databases that it needs for what it serves: a replica
 * that is away takes no command from anybody.
 */
@Readiness
@Singleton
final class DatabasesCheck implements HealthCheck {
  private final AgroalDataSource primary;
  private final AgroalDataSource reads;
  private final ServedParts served;

  DatabasesCheck(
      AgroalDataSource primary, @DataSource("read") AgroalDataSource reads, ServedParts served) {
    this.primary = primary;
    this.reads = reads;
    this.served = served;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("databases").up();
    tell(answer, "primary", primary);
    if (served.includes(Part.QUERIES) || served.includes(Part.VOUCHERS)) {
      tell(answer, "read", reads);
    }
    return answer.build();
  }

  private static void tell(
      HealthCheckResponseBuilder answer, String name, AgroalDataSource database) {
    boolean reached = isReached(database);
    answer.withData(name, reached ? "UP" : "DOWN");
    if (!reached) {
      answer.down();
    }
  }

  private static boolean isReached(AgroalDataSource database) {
    try {
      return database.isHealthy(false);
    } catch (SQLException away) {
      return false;
    }
  }
}
