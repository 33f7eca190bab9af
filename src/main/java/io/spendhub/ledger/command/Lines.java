package io.spendhub.ledger.command;

import io.spendhub.shared.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lines in front of counters, in several of which somebody may stand at once. Who comes first is
 * called first; who is called at one counter and still stands in another line lets the next go
 * ahead, and need not be called there again. So nobody holds a counter while waiting for another,
 * and nobody waits for longer than the longest of the lines takes.
 *
 * <p>Whoever was called at all of theirs goes to them, even where others have gone ahead meanwhile:
 * there may then be more at a counter than usual.
 *
 * @param <K> what tells counters apart
 */
final class Lines<K> {
  private final int atOnce;
  private final int longest;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<K, Line<K>> lines = new HashMap<>();

  /**
   * Makes lines that are all alike.
   *
   * @param atOnce how many are called to a counter at the same time, at least 1
   * @param longest how many more may stand in a line
   * @param patience for how long
   */
  Lines(int atOnce, int longest, Duration patience) {
    this.atOnce = atOnce;
    this.longest = longest;
    this.patience = patience;
  }

  private static final class Line<K> {
    final Deque<Visit<K>> standing = new ArrayDeque<>();
    int served;
  }

  /** Somebody who goes to some counters. */
  private static final class Visit<K> {
    final List<K> counters;
    final CountDownLatch called = new CountDownLatch(1);
    int linesLeft;

    Visit(Collection<K> counters) {
      this.counters = List.copyOf(counters);
    }
  }

  /**
   * Does some work when it was called at all of its counters.
   *
   * @param counters each of them once
   * @throws Refusal 503 {@code unavailable}, at once where a line is too long, or when patience is
   *     over
   */
  <T> T visit(Collection<K> counters, Supplier<T> work) {
    Visit<K> visit = new Visit<>(counters);
    locked(() -> join(visit));
    if (!await(visit) && locked(() -> giveUp(visit))) {
      throw tooMany();
    }
    try {
      return work.get();
    } finally {
      locked(() -> leave(visit));
    }
  }

  /** How many lines there are now. */
  int size() {
    return locked(lines::size);
  }

  /** How many stand in a line now. */
  int standing(K counter) {
    return locked(() -> lines.containsKey(counter) ? line(counter).standing.size() : 0);
  }

  private boolean join(Visit<K> visit) {
    for (K counter : visit.counters) {
      if (lines.containsKey(counter) && line(counter).standing.size() >= longest) {
        throw tooMany();
      }
    }
    for (K counter : visit.counters) {
      if (line(counter).served >= atOnce) {
        line(counter).standing.add(visit);
        visit.linesLeft++;
      }
    }
    return visit.linesLeft == 0 && call(visit);
  }

  private boolean call(Visit<K> visit) {
    visit.counters.forEach(counter -> line(counter).served++);
    visit.called.countDown();
    return true;
  }

  private boolean leave(Visit<K> visit) {
    visit.counters.forEach(counter -> line(counter).served--);
    visit.counters.forEach(this::callNext);
    visit.counters.forEach(this::closeIfEmpty);
    return true;
  }

  private void callNext(K counter) {
    Line<K> line = line(counter);
    while (line.served < atOnce && !line.standing.isEmpty()) {
      Visit<K> next = line.standing.remove();
      if (--next.linesLeft == 0) {
        call(next);
      }
    }
  }

  /** Not if it was called meanwhile. */
  private boolean giveUp(Visit<K> visit) {
    if (visit.linesLeft == 0) {
      return false;
    }
    visit.counters.forEach(counter -> line(counter).standing.remove(visit));
    visit.counters.forEach(this::closeIfEmpty);
    return true;
  }

  private Line<K> line(K counter) {
    return lines.computeIfAbsent(counter, opened -> new Line<>());
  }

  private void closeIfEmpty(K counter) {
    Line<K> line = line(counter);
    if (line.served == 0 && line.standing.isEmpty()) {
      lines.remove(counter);
    }
  }

  private boolean await(Visit<K> visit) {
    try {
      return visit.called.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Refusal tooMany() {
    return Refusal.of(
        Refusal.Kind.UNAVAILABLE, "unavailable", "Too many wait for the same. Try again.");
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
