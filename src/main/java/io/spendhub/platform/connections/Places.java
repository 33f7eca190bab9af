package io.spendhub.platform.connections;

import io.spendhub.shared.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Shares out places among parties, any of which may want all of them. A party takes one more only
 * while it has fewer than twice as many as are free: one alone gets two thirds, and however many
 * take what they can, something is left for whoever comes next.
 *
 * <p>A place that comes free goes to the party that has fewest; among those that have as many, to
 * the one whose last turn is longest ago; within a party to who came first.
 *
 * @param <K> what tells parties apart
 */
final class Places<K> {
  private static final int TIMES_WHAT_IS_FREE = 2;

  private final int keptForSecond;
  private final int longest;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();

  /** Those that have a place or wait for one; all others are forgotten. */
  private final Map<K, Party<K>> parties = new HashMap<>();

  /** Changed before and after, and never while, a party in it changes. */
  private final TreeSet<Party<K>> waiting =
      new TreeSet<>(
          Comparator.<Party<K>>comparingInt(party -> party.places)
              .thenComparingLong(party -> party.turn));

  private int free;
  private long turns;

  /**
   * Makes places of which none is taken.
   *
   * @param places how many there are
   * @param keptForSecond how many of them are kept for {@link #enterSecond}
   * @param longest how many of one party may wait
   * @param patience how long each of them may wait
   */
  Places(int places, int keptForSecond, int longest, Duration patience) {
    this.free = places;
    this.keptForSecond = keptForSecond;
    this.longest = longest;
    this.patience = patience;
  }

  private static final class Party<K> {
    final K key;
    final Deque<CountDownLatch> queue = new ArrayDeque<>();
    int places;

    /** When it was served last, or began to wait; no two parties have the same. */
    long turn;

    Party(K key) {
      this.key = key;
    }
  }

  /**
   * Waits for a place, which must be given back by {@link #leave}.
   *
   * @throws Refusal 503 {@code unavailable}, at once where too many of the party wait already, or
   *     when patience is over
   */
  void enter(K key) {
    Optional<CountDownLatch> turn = locked(() -> takeOrWait(key));
    if (turn.isPresent() && !await(turn.get()) && locked(() -> giveUp(key, turn.get()))) {
      throw tooMany();
    }
  }

  /**
   * Takes a further place for who has one already, even where none is free: those that it would
   * wait for may wait for the one that it has. It is counted, and the next have to wait for it.
   */
  void enterSecond(K key) {
    locked(
        () -> {
          Party<K> party = party(key);
          boolean waits = waiting.remove(party);
          take(party);
          return waits && waiting.add(party);
        });
  }

  /** Gives a place back. */
  void leave(K key) {
    locked(
        () -> {
          Party<K> party = party(key);
          boolean waits = waiting.remove(party);
          party.places--;
          free++;
          boolean stays = waits ? waiting.add(party) : forgetIfIdle(party);
          serve();
          return stays;
        });
  }

  /** How many a party has now. */
  int takenBy(K key) {
    return locked(() -> parties.containsKey(key) ? party(key).places : 0);
  }

  /** How many are taken now. */
  int taken() {
    return locked(() -> parties.values().stream().mapToInt(party -> party.places).sum());
  }

  /** How many wait now. */
  int waiting() {
    return locked(() -> waiting.stream().mapToInt(party -> party.queue.size()).sum());
  }

  /** Empty where there is a place at once. */
  private Optional<CountDownLatch> takeOrWait(K key) {
    Party<K> party = party(key);
    if (party.queue.isEmpty() && mayTake(party)) {
      take(party);
      return Optional.empty();
    }
    if (party.queue.size() >= longest) {
      forgetIfIdle(party);
      throw tooMany();
    }
    CountDownLatch turn = new CountDownLatch(1);
    party.queue.add(turn);
    if (party.queue.size() == 1) {
      party.turn = ++turns;
      waiting.add(party);
    }
    return Optional.of(turn);
  }

  /** Not if its turn has come meanwhile. */
  private boolean giveUp(K key, CountDownLatch turn) {
    Party<K> party = party(key);
    boolean gone = party.queue.remove(turn);
    if (gone && party.queue.isEmpty()) {
      waiting.remove(party);
      forgetIfIdle(party);
    }
    return gone;
  }

  private boolean mayTake(Party<K> party) {
    int open = free - keptForSecond;
    return open > 0 && party.places < TIMES_WHAT_IS_FREE * open;
  }

  private void take(Party<K> party) {
    party.places++;
    party.turn = ++turns;
    free--;
  }

  /** The first may take most: where it may not, none of the others may. */
  private void serve() {
    while (!waiting.isEmpty() && mayTake(waiting.first())) {
      Party<K> party = Objects.requireNonNull(waiting.pollFirst());
      take(party);
      party.queue.remove().countDown();
      if (!party.queue.isEmpty()) {
        waiting.add(party);
      }
    }
  }

  private Party<K> party(K key) {
    return parties.computeIfAbsent(key, Party::new);
  }

  private boolean forgetIfIdle(Party<K> party) {
    return party.places == 0 && party.queue.isEmpty() && parties.remove(party.key, party);
  }

  private boolean await(CountDownLatch turn) {
    try {
      return turn.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Refusal tooMany() {
    return Refusal.of(
        Refusal.Kind.UNAVAILABLE, "unavailable", "Too many wait for the database. Try again.");
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
