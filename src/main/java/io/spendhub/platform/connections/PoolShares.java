package io.spendhub.platform.connections;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * The connections of one pool, each a place, and the places that the current thread holds. As the
 * places are as many as the connections, who has one never waits for the pool.
 */
final class PoolShares {
  /** Probes of health ask the pool itself, and find a connection whatever callers do. */
  private static final int FOR_PROBES = 1;

  private static final int LONGEST_QUEUE = 5_000;

  /** Long enough for a crowd, and shorter than callers usually wait for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A job may look after others in a transaction of its own, and lets each have another one. */
  private static final int FOR_TRANSACTIONS_IN_JOBS = 1;

  private final Places<Party> callers;
  private final Places<Party> bearers;
  private final Places<Party> jobs;
  private final Places<Party> lanes;
  private final ThreadLocal<Deque<Held>> held = ThreadLocal.withInitial(ArrayDeque::new);

  /** A place of this thread; one that was reserved stays when the connection goes back. */
  private static final class Held {
    final Party party;
    final boolean reserved;
    boolean used;

    Held(Party party, boolean reserved) {
      this.party = party;
      this.reserved = reserved;
      this.used = !reserved;
    }
  }

  /**
   * Shares out a pool.
   *
   * @param connections how many it has at most
   * @param forBearers how many of them are kept for finding out who calls
   * @param forJobs how many are kept for jobs in the background
   * @param forLanes how many are kept for lanes, one for each
   */
  PoolShares(int connections, int forBearers, int forJobs, int forLanes) {
    int fewest = fewest(forBearers, forJobs, forLanes);
    if (connections < fewest) {
      throw new IllegalArgumentException(
          "a pool of %d connections is too small: it takes %d at least"
              .formatted(connections, fewest));
    }
    this.callers = places(connections - fewest + 1, 0);
    this.bearers = places(forBearers, 0);
    this.jobs = places(forJobs, FOR_TRANSACTIONS_IN_JOBS);
    this.lanes = places(forLanes, 0);
  }

  /** How many connections a pool must have, so that callers have one of them. */
  static int fewest(int forBearers, int forJobs, int forLanes) {
    return FOR_PROBES + forBearers + forJobs + forLanes + 1;
  }

  private static Places<Party> places(int number, int keptForSecond) {
    return new Places<>(number, keptForSecond, LONGEST_QUEUE, PATIENCE);
  }

  /**
   * Does some work with a place in hand, which its transactions and statements use one after
   * another.
   */
  <T> T reserving(Party party, boolean second, Supplier<T> work) {
    if (hasOneInHand()) {
      return work.get();
    }
    enter(party, second);
    mine().push(new Held(party, true));
    try {
      return work.get();
    } finally {
      mine().pop();
      places(party).leave(party);
    }
  }

  /**
   * A connection is about to be taken: uses the place in hand, or waits for one.
   *
   * @param second whether this thread holds what others may wait for
   */
  void use(Party party, boolean second) {
    if (hasOneInHand()) {
      mine().element().used = true;
    } else {
      enter(party, second);
      mine().push(new Held(party, false));
    }
  }

  /** The connection that was taken last has gone back. */
  void release() {
    Held last = mine().element();
    if (last.reserved) {
      last.used = false;
    } else {
      mine().pop();
      places(last.party).leave(last.party);
    }
  }

  /** Whether this thread may have a connection now. */
  boolean isInUse() {
    return holdsAny() && mine().element().used;
  }

  boolean holdsAny() {
    return !mine().isEmpty();
  }

  private boolean hasOneInHand() {
    return holdsAny() && !mine().element().used;
  }

  private void enter(Party party, boolean second) {
    if (second || holdsAny()) {
      places(party).enterSecond(party);
    } else {
      places(party).enter(party);
    }
  }

  private Deque<Held> mine() {
    return held.get();
  }

  Places<Party> places(Party party) {
    return switch (party) {
      case Party.Caller caller -> callers;
      case Party.Bearer bearer -> bearers;
      case Party.Job job -> jobs;
      case Party.Lane lane -> lanes;
    };
  }
}
