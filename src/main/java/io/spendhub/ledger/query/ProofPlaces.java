package io.spendhub.ledger.query;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * The few places for proofs, given to organizations in the order in which they asked. One that was
 * refused keeps its place in that order for as long as it may be expected back, and whoever had its
 * turn lately goes behind it: nobody keeps the places by asking again and again.
 */
final class ProofPlaces {
  private static final Duration LATELY = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** Callers come back a little later than they were told. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Claims of who is not here run out without a word. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final int most;
  private final LongSupplier nanoTime;

  private final Map<UUID, Long> begunAt = new HashMap<>();
  private final Map<UUID, Claim> waiting = new HashMap<>();
  private final Map<UUID, Expected> refused = new HashMap<>();
  private final Map<UUID, Long> endedAt = new HashMap<>();
  private long claims;
  private long usualNanos;

  /**
   * @param most how many may prove at once
   * @param nanoTime as {@link System#nanoTime}
   */
  ProofPlaces(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
  }

  /** Where somebody stands among those who want a place. */
  private record Claim(boolean hadATurnLately, long number) {
    boolean isBefore(Claim other) {
      return hadATurnLately == other.hadATurnLately ? number < other.number : other.hadATurnLately;
    }
  }

  /** Who was refused, and until when it is waited for. */
  private record Expected(Claim claim, long until) {}

  /**
   * Takes a place, or tells after how long one may be asked for again. An interrupted thread waits
   * no longer.
   *
   * @param patience how long to wait for it here
   */
  synchronized Optional<Duration> take(UUID organizationId, Duration patience) {
    forgetWhatIsOver();
    Claim claim = claimOf(organizationId);
    waiting.put(organizationId, claim);
    try {
      awaitTurn(claim, patience);
      if (isTurnOf(claim)) {
        begunAt.put(organizationId, nanoTime.getAsLong());
        return Optional.empty();
      }
      Duration wait = expectedWait(claim);
      long until = nanoTime.getAsLong() + wait.plus(GRACE).toNanos();
      refused.put(organizationId, new Expected(claim, until));
      return Optional.of(wait);
    } finally {
      waiting.remove(organizationId);
      notifyAll();
    }
  }

  /** Gives the place back. */
  synchronized void release(UUID organizationId) {
    long now = nanoTime.getAsLong();
    Long begun = begunAt.remove(organizationId);
    if (begun != null) {
      usualNanos = usualNanos == 0 ? now - begun : (usualNanos + now - begun) / 2;
    }
    endedAt.put(organizationId, now);
    notifyAll();
  }

  /** Whether it waits here for one. */
  synchronized boolean isAwaitedBy(UUID organizationId) {
    return waiting.containsKey(organizationId);
  }

  private Claim claimOf(UUID organizationId) {
    Expected back = refused.remove(organizationId);
    return back == null ? new Claim(endedAt.containsKey(organizationId), ++claims) : back.claim();
  }

  private void awaitTurn(Claim claim, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (!isTurnOf(claim)) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (!left.isPositive()) {
          return;
        }
        wait(Math.max(1, Math.min(left.toMillis(), LOOK_AGAIN.toMillis())));
        forgetWhatIsOver();
      }
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isTurnOf(Claim claim) {
    return most - begunAt.size() > ahead(claim);
  }

  /** A place is kept for who is not here only from those who had theirs. */
  private long ahead(Claim claim) {
    long here = waiting.values().stream().filter(other -> other.isBefore(claim)).count();
    long expected =
        refused.values().stream().filter(other -> other.claim().isBefore(claim)).count();
    return claim.hadATurnLately() ? here + expected : here;
  }

  /** As long as proofs take that have to end before, by how long they took or take already. */
  private Duration expectedWait(Claim claim) {
    long now = nanoTime.getAsLong();
    long longest = begunAt.values().stream().mapToLong(begun -> now - begun).max().orElse(0);
    long before = begunAt.size() + ahead(claim) + 1 - most;
    long rounds = Math.ceilDiv(before, most);
    Duration expected = Duration.ofNanos(Math.max(usualNanos, longest)).multipliedBy(rounds);
    Duration atLeast = Duration.ofSeconds(Math.max(1, expected.plusNanos(999_999_999).toSeconds()));
    return atLeast.compareTo(LONGEST_WAIT) < 0 ? atLeast : LONGEST_WAIT;
  }

  private void forgetWhatIsOver() {
    long now = nanoTime.getAsLong();
    refused.values().removeIf(expected -> expected.until() - now < 0);
    endedAt.values().removeIf(ended -> now - ended > LATELY.toNanos());
  }
}
