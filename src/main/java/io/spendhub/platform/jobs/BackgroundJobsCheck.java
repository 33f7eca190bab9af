package io.spendhub.platform.jobs;

import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** A process whose background jobs run no more is better started again. */
@Liveness
@Singleton
final class BackgroundJobsCheck implements HealthCheck {
  private final BackgroundJobs jobs;

  BackgroundJobsCheck(BackgroundJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public HealthCheckResponse call() {
    List<String> lost = jobs.lost();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("background-jobs").status(lost.isEmpty());
    return lost.isEmpty()
        ? answer.build()
        : answer.withData("lost", String.join(", ", lost)).build();
  }
}
