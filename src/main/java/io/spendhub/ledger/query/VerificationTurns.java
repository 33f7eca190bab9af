package io.spendhub.ledger.query;

import io.spendhub.platform.sql.Snapshot;
import io.spendhub.shared.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Proofs that callers ask for take turns: one of an organization at a time, in whichever process,
 * and few of all organizations together, so that they leave connections to other reads.
 */
@ApplicationScoped
class VerificationTurns {
  private static final int AT_ONCE = 2;

  /** Long enough for proofs of usual length, and shorter than callers wait for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Any constant will do, so long as nothing else in the database takes the same locks. */
  private static final long VERIFICATION_LOCKS = 0x5665_7269_6679_0000L;

  private static final String LOCK = "select pg_try_advisory_xact_lock(?) as locked";

  private final Set<UUID> here = ConcurrentHashMap.newKeySet();
  private final ProofPlaces places = new ProofPlaces(AT_ONCE, System::nanoTime);

  /**
   * Runs a proof when it is its turn.
   *
   * @throws Refusal 409 {@code verification_in_progress}, or 503 {@code unavailable} if it has to
   *     wait for other organizations' for too long
   */
  <T> T within(UUID organizationId, Supplier<T> proof) {
    if (!here.add(organizationId)) {
      throw inProgress();
    }
    try {
      requirePlace(organizationId);
      try {
        return proof.get();
      } finally {
        places.release(organizationId);
      }
    } finally {
      here.remove(organizationId);
    }
  }

  private void requirePlace(UUID organizationId) {
    Optional<Duration> wait = places.take(organizationId, PATIENCE);
    if (wait.isPresent()) {
      throw Refusal.unavailable("Too many ledgers are being proved. Try again.", wait.get());
    }
  }

  /**
   * Sees that no other process proves the same organization for as long as the snapshot is read.
   *
   * @throws Refusal 409 {@code verification_in_progress}
   */
  static void alone(Snapshot snapshot, UUID organizationId) {
    long key =
        VERIFICATION_LOCKS
            ^ organizationId.getMostSignificantBits()
            ^ organizationId.getLeastSignificantBits();
    if (!snapshot.first(LOCK, row -> row.bool("locked"), key).orElseThrow()) {
      throw inProgress();
    }
  }

  private static Refusal inProgress() {
    return Refusal.conflict(
        "verification_in_progress", "The ledger is being proved already. Wait for that proof.");
  }
}
