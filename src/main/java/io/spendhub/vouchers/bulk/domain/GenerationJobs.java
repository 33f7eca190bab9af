package io.spendhub.vouchers.bulk.domain;

import io.spendhub.vouchers.campaigns.PlannedVouchers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The jobs that make vouchers. Whoever works on a job, or ends it, locks its row; where it locks
 * the campaign's account too, it does that after.
 */
public interface GenerationJobs extends PlannedVouchers {
  /** A job of some organization. */
  record Name(UUID organizationId, UUID id) {}

  void add(GenerationJob job);

  /**
   * Jobs of all organizations that are not ended and due, those first that waited longest. However
   * many an organization has, its second comes after the first of every other.
   */
  List<Name> due(Instant now, int atMost);

  /** A job that is not ended, locked; empty too where somebody else is at it. */
  Optional<GenerationJob> lockIfFree(Name name);

  /** A job, locked, as soon as nobody else is at it. */
  Optional<GenerationJob> lock(Name name);

  /** Saves what became of a job that is locked. */
  void save(GenerationJob job, Instant nextAt);

  /** Puts off a job that failed for a reason that may pass. */
  void postpone(Name name, String why, Instant nextAt);

  /** How many jobs of the organization are not ended. */
  long open(UUID organizationId);

  /** Whether the organization has any campaign that shows codes only once. */
  boolean anyShowsOnce(UUID organizationId);
}
