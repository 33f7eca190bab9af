package io.spendhub.platform.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One read that may take minutes, as its caller sees it: it ends with its work, at its deadline, or
 * when its caller ends it, and whatever statement runs for it then is cancelled in the database.
 */
public final class LongRead {
  private static final long AGAIN_MILLIS = 100;

  private final Duration longest;
  private volatile @Nullable RuntimeException stopped;
  private @Nullable Connection running;

  private LongRead(Duration longest) {
    this.longest = longest;
  }

  /** A read that takes as long as it takes. */
  public static LongRead unbounded() {
    return new LongRead(Duration.ZERO);
  }

  /**
   * A read that is stopped after a time.
   *
   * @param longest at least a millisecond
   */
  public static LongRead atMost(Duration longest) {
    return new LongRead(longest);
  }

  /**
   * Ends the read, whenever it is asked to: nobody waits for what it would answer. Does nothing
   * once it has finished.
   */
  public void end() {
    stop(new Ended());
  }

  /** Throws, if this read was stopped; for long work between two statements. */
  public void goOn() {
    RuntimeException reason = stopped;
    if (reason != null) {
      throw reason;
    }
  }

  /** The time after which the server may end a statement by itself; empty if there is none. */
  Optional<Duration> longest() {
    return Optional.of(longest).filter(Duration::isPositive);
  }

  boolean isStopped() {
    return stopped != null;
  }

  /** Keeps looking whether the read was stopped, until the answer is closed. */
  Watch watch(Connection connection, ScheduledExecutorService watcher) {
    synchronized (this) {
      running = connection;
    }
    long deadline = System.nanoTime() + longest.toNanos();
    return new Watch(
        watcher.scheduleWithFixedDelay(
            () -> look(deadline), AGAIN_MILLIS, AGAIN_MILLIS, TimeUnit.MILLISECONDS));
  }

  /** The time during which a connection works for this read. */
  final class Watch implements AutoCloseable {
    private final ScheduledFuture<?> looks;

    private Watch(ScheduledFuture<?> looks) {
      this.looks = looks;
    }

    /** From here on nothing is cancelled any more: the connection may be another's. */
    @Override
    public void close() {
      looks.cancel(false);
      synchronized (LongRead.this) {
        running = null;
      }
    }
  }

  private void look(long deadline) {
    if (longest.isPositive() && System.nanoTime() - deadline >= 0) {
      stop(new TooLong());
    }
    if (isStopped()) {
      cancel();
    }
  }

  private synchronized void stop(RuntimeException reason) {
    if (stopped == null) {
      stopped = reason;
    }
  }

  /** A cancellation that comes between two statements is lost, and so there will be another. */
  private synchronized void cancel() {
    Connection connection = running;
    if (connection == null) {
      return;
    }
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException unreachable) {
      // The next look tries again, and the server's own timeout comes in the end.
    }
  }

  /** The read took longer than it may. */
  public static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super("a read took longer than it may", null, false, false);
    }
  }

  /** Whoever asked for the read wants it no more. */
  public static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Ended() {
      super("a read was ended by whoever asked for it", null, false, false);
    }
  }
}
