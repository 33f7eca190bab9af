package io.spendhub.vouchers.bulk;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A job as the API shows it.
 *
 * @param kind GENERATION
 * @param total vouchers that were asked for
 * @param done vouchers that exist
 * @param showOnce whether its codes can be had once, when the job has ended
 * @param failure why it failed, or why it waits to be tried again
 * @param codesShownAt when its codes were given out
 */
public record JobView(
    UUID id,
    String kind,
    UUID campaignId,
    JobStatus status,
    long total,
    long done,
    boolean showOnce,
    Optional<String> failure,
    Optional<Instant> codesShownAt,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt) {

  /** The only kind of job there is. */
  public static final String GENERATION = "GENERATION";
}
