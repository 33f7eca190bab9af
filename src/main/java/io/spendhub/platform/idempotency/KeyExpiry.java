package io.spendhub.platform.idempotency;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.spendhub.platform.jobs.BackgroundJobs;
import io.spendhub.platform.operations.ClockSkew;
import io.spendhub.platform.sql.Primary;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Lets keys go that are older than the contract's 30 days. It goes through the table page by page,
 * a share of it in each run and all of it in a day, because no index tells which are old for long:
 * that on created_at knows ranges of pages, and pages that keys have left are filled with new ones.
 */
@ApplicationScoped
class KeyExpiry {
  private static final Duration KEPT = Duration.ofDays(31);
  private static final Duration REST = Duration.ofMinutes(10);
  private static final long RUNS_IN_A_DAY = Duration.ofDays(1).dividedBy(REST);
  private static final long PAGES_AT_ONCE = 1_000;
  private static final String PAGES =
      """
      select pg_relation_size('platform.idempotency_keys')
        / current_setting('block_size')::bigint as pages
      """;
  private static final String DELETE_OLD =
      """
      delete from platform.idempotency_keys
      where ctid >= ?::tid and ctid < ?::tid and created_at < ?
      """;

  private final Primary primary;
  private final ClockSkew clocks;
  private final BackgroundJobs.Job job;

  /** Anywhere at first, so that a process that is often started again comes through as well. */
  private OptionalLong next = OptionalLong.empty();

  KeyExpiry(Primary primary, ClockSkew clocks, BackgroundJobs background) {
    this.primary = primary;
    this.clocks = clocks;
    this.job = background.named("expiry of idempotency keys", REST);
  }

  @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  void deleteOld() {
    job.run(this::goThroughAShare);
  }

  private void goThroughAShare() {
    long pages = primary.first(PAGES, row -> row.number("pages")).orElse(0L);
    long left = Math.min(pages, Math.max(PAGES_AT_ONCE, pages / RUNS_IN_A_DAY + 1));
    long page = pages == 0 ? 0 : next.orElseGet(() -> ThreadLocalRandom.current().nextLong(pages));
    while (left > 0) {
      long from = page < pages ? page : 0;
      page = Math.min(pages, from + Math.min(left, PAGES_AT_ONCE));
      primary.change(DELETE_OLD, tid(from), tid(page), clocks.surelyReached().minus(KEPT));
      left -= page - from;
      job.goesOn();
    }
    next = OptionalLong.of(page);
  }

  private static String tid(long page) {
    return "(" + page + ",0)";
  }
}
