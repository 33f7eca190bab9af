package io.spendhub.platform.idempotency;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.spendhub.platform.database.Primary;
import io.spendhub.platform.operations.BackgroundJobs;
import io.spendhub.platform.operations.ClockSkew;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.ZoneOffset;

/** Lets keys go that are older than the contract's 30 days, a few at a time. */
@ApplicationScoped
class KeyExpiry {
  private static final Duration KEPT = Duration.ofDays(31);
  private static final Duration REST = Duration.ofMinutes(10);
  private static final int AT_ONCE = 10_000;
  private static final String DELETE_OLD =
      """
      delete from platform.idempotency_keys k
      using (select organization_id, key_hash from platform.idempotency_keys
             where created_at < ? limit ?) old
      where k.organization_id = old.organization_id and k.key_hash = old.key_hash
      """;

  private final Primary primary;
  private final ClockSkew clocks;
  private final BackgroundJobs.Job job;

  KeyExpiry(Primary primary, ClockSkew clocks, BackgroundJobs background) {
    this.primary = primary;
    this.clocks = clocks;
    this.job = background.named("expiry of idempotency keys", REST);
  }

  @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  void deleteOld() {
    job.run(
        () -> {
          while (deleteSome() == AT_ONCE) {
            job.goesOn();
          }
        });
  }

  private int deleteSome() {
    return primary.with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(DELETE_OLD)) {
            statement.setObject(1, clocks.surelyReached().minus(KEPT).atOffset(ZoneOffset.UTC));
            statement.setInt(2, AT_ONCE);
            return statement.executeUpdate();
          }
        });
  }
}
