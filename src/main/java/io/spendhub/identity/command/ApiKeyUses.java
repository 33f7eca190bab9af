package io.spendhub.identity.command;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.spendhub.identity.domain.ApiKeys;
import io.spendhub.platform.jobs.BackgroundJobs;
import io.spendhub.platform.security.Caller;
import io.spendhub.platform.security.KnownKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When keys were used last. A key in use is looked up every few seconds, since it is remembered for
 * no longer, and that is when its use is noted; so a request costs nothing. What was noted is saved
 * four times a minute, and that of a key at most every half minute: what is shown is never more
 * than a minute old.
 */
@ApplicationScoped
class ApiKeyUses {
  private final ApiKeys keys;
  private final Clock clock;
  private final BackgroundJobs.Job job;

  /** By organization and key. As many at most as keys were used since they were saved last. */
  private final Map<UUID, Map<UUID, Instant>> noted = new ConcurrentHashMap<>();

  ApiKeyUses(ApiKeys keys, Clock clock, BackgroundJobs background) {
    this.keys = keys;
    this.clock = clock;
    this.job = background.ofEachProcess("noting of used keys", Duration.ofSeconds(15));
  }

  /** A key has been shown; one that has expired is refused, and so was not used. */
  void note(KnownKey key) {
    Instant now = clock.instant();
    if (key.expiresAt().filter(end -> !now.isBefore(end)).isEmpty()) {
      Caller caller = key.caller();
      noted
          .computeIfAbsent(caller.organizationId(), first -> new ConcurrentHashMap<>())
          .put(caller.id(), now);
    }
  }

  @Scheduled(every = "15s", delayed = "15s", concurrentExecution = ConcurrentExecution.SKIP)
  void save() {
    job.run(this::saveAll);
  }

  void stop(@Observes ShutdownEvent stopping) {
    save();
  }

  /** What could not be saved stays, and so does a use that is noted meanwhile. */
  private void saveAll() {
    noted.forEach(
        (organizationId, current) -> {
          Map<UUID, Instant> uses = Map.copyOf(current);
          if (!uses.isEmpty()) {
            keys.used(organizationId, uses);
            uses.forEach(current::remove);
          }
        });
  }
}
