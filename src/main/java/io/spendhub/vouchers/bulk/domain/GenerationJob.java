package io.spendhub.vouchers.bulk.domain;

import io.spendhub.shared.Refusal;
import io.spendhub.vouchers.bulk.JobStatus;
import io.spendhub.vouchers.bulk.JobView;
import io.spendhub.vouchers.codes.CodeFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Vouchers that are to be made, many at a time.
 *
 * @param format of the codes, whatever the campaign says by now
 * @param total vouchers that were asked for
 * @param done vouchers that exist
 * @param nextIndex how many codes were drawn, the number of the next one
 * @param taken numbers of the codes that another voucher had already
 */
public record GenerationJob(
    UUID organizationId,
    UUID id,
    UUID campaignId,
    CodeFormat format,
    JobStatus status,
    long total,
    long done,
    long nextIndex,
    List<Long> taken,
    Optional<String> failure,
    String requestId,
    Optional<Instant> codesShownAt,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt) {

  public GenerationJob {
    taken = List.copyOf(taken);
  }

  public static GenerationJob asked(
      UUID organizationId,
      UUID id,
      UUID campaignId,
      CodeFormat format,
      long total,
      String requestId,
      Instant now) {
    return new GenerationJob(
        organizationId,
        id,
        campaignId,
        format,
        JobStatus.PENDING,
        total,
        0,
        0,
        List.of(),
        Optional.empty(),
        requestId,
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.empty());
  }

  public long left() {
    return total - done;
  }

  /** So many codes were drawn, and all but those that were taken became vouchers. */
  public GenerationJob advanced(long drawn, List<Long> newlyTaken, Instant now) {
    List<Long> allTaken = new ArrayList<>(taken);
    allTaken.addAll(newlyTaken);
    long made = done + drawn - newlyTaken.size();
    JobStatus next = made == total ? JobStatus.DONE : JobStatus.RUNNING;
    return new GenerationJob(
        organizationId,
        id,
        campaignId,
        format,
        next,
        total,
        made,
        nextIndex + drawn,
        allTaken,
        Optional.empty(),
        requestId,
        codesShownAt,
        createdAt,
        startedAt.or(() -> Optional.of(now)),
        next.isFinal() ? Optional.of(now) : Optional.empty());
  }

  /** It can never go on; what it made stays. */
  public GenerationJob failed(String why, Instant now) {
    return with(JobStatus.FAILED, Optional.of(why), codesShownAt, Optional.of(now));
  }

  /**
   * Makes no more; what it made stays.
   *
   * @throws Refusal 409 {@code job_ended} unless it was cancelled before
   */
  public GenerationJob cancelled(Instant now) {
    return switch (status) {
      case PENDING, RUNNING -> with(JobStatus.CANCELLED, failure, codesShownAt, Optional.of(now));
      case CANCELLED -> this;
      case DONE, FAILED -> throw Refusal.conflict("job_ended", "The job has ended already.");
    };
  }

  /**
   * Gives out the codes, for the only time.
   *
   * @throws Refusal 409 {@code codes_kept}, {@code job_not_ended} and {@code codes_already_shown}
   */
  public GenerationJob showingCodes(Instant now) {
    if (!format.showOnce()) {
      throw Refusal.conflict(
          "codes_kept", "The codes of this campaign are kept: export the campaign's vouchers.");
    }
    if (!status.isFinal()) {
      throw Refusal.conflict("job_not_ended", "The codes can be had when the job has ended.");
    }
    if (codesShownAt.isPresent()) {
      throw Refusal.conflict("codes_already_shown", "The codes were shown, and never will again.");
    }
    return with(status, failure, Optional.of(now), finishedAt);
  }

  private GenerationJob with(
      JobStatus nextStatus,
      Optional<String> nextFailure,
      Optional<Instant> shownAt,
      Optional<Instant> endedAt) {
    return new GenerationJob(
        organizationId,
        id,
        campaignId,
        format,
        nextStatus,
        total,
        done,
        nextIndex,
        taken,
        nextFailure,
        requestId,
        shownAt,
        createdAt,
        startedAt,
        endedAt);
  }

  public JobView view() {
    return new JobView(
        id,
        JobView.GENERATION,
        campaignId,
        status,
        total,
        done,
        format.showOnce(),
        failure,
        codesShownAt,
        createdAt,
        startedAt,
        finishedAt);
  }
}
