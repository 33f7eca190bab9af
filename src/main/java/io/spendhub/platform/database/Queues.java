package io.spendhub.platform.database;

import io.spendhub.shared.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a few at a time do what they would otherwise wait for in the database, each with a
 * connection in hand. Whoever waits here holds none. First come, first served; a queue lasts as
 * long as somebody stands in it.
 *
 * @param <K> what is queued for
 */
public final class Queues<K> {
  /** Long enough for a crowd, and shorter than callers usually wait for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int atOnce;
  private final int longest;
  private final Map<K, Queue> queues = new ConcurrentHashMap<>();

  /**
   * Makes queues that are all alike.
   *
   * @param atOnce how many may be served at the same time, at least 1
   * @param longest how many more may wait
   */
  public Queues(int atOnce, int longest) {
    this.atOnce = atOnce;
    this.longest = longest;
  }

  private static final class Queue {
    private final Semaphore places;

    /** Who waits and who is served; changed only while the map holds the entry. */
    private int people;

    Queue(int atOnce) {
      places = new Semaphore(atOnce, true);
    }

    Queue joined() {
      people++;
      return this;
    }
  }

  /**
   * Waits for a place, which must be given back by {@link #leave}.
   *
   * @throws Refusal 503 {@code unavailable} at once if the queue is too long, or after ten seconds
   */
  public void enter(K key) {
    Queue queue = queues.compute(key, (same, open) -> (open == null ? opened() : open).joined());
    boolean served = false;
    try {
      boolean room = queue.places.getQueueLength() < longest;
      served = await(queue, room ? PATIENCE : Duration.ZERO);
    } finally {
      if (!served) {
        goAway(key);
      }
    }
    if (!served) {
      throw Refusal.of(
          Refusal.Kind.UNAVAILABLE, "unavailable", "Too many wait for the same. Try again.");
    }
  }

  /** Gives a place back to who waits longest. */
  public void leave(K key) {
    queues.computeIfPresent(
        key,
        (same, queue) -> {
          queue.places.release();
          return queue;
        });
    goAway(key);
  }

  /** How many queues there are now. */
  int size() {
    return queues.size();
  }

  private Queue opened() {
    return new Queue(atOnce);
  }

  private void goAway(K key) {
    queues.computeIfPresent(key, (same, queue) -> --queue.people == 0 ? null : queue);
  }

  private static boolean await(Queue queue, Duration patience) {
    try {
      return queue.places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
