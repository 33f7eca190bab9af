package io.spendhub.platform.connections.driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a pool has on its server. A connection that is lost leaves its process behind, and one that
 * waits for a standby does not notice for as long as the standby is away. It keeps its place until
 * the server says that it is gone: a pool that opened another one instead, again and again, would
 * shut out everybody.
 */
final class ServerProcesses {
  private static final Logger LOG = Logger.getLogger(ServerProcesses.class);
  private static final Map<String, ServerProcesses> POOLS = new ConcurrentHashMap<>();
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Whoever opens a connection is in the pool's own thread, which has others to serve. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** A process that began after one was lost is another, which was given the same number. */
  private static final String ALIVE =
      """
      select lost.pid
      from unnest(?::int[], ?::int8[]) as lost (pid, millis)
      join pg_stat_activity a on a.pid = lost.pid
        and a.backend_start < clock_timestamp() - lost.millis * interval '1 millisecond'
      """;

  private static final String TOO_MANY_CONNECTIONS = "53300";

  private final String pool;
  private final int most;
  private final Set<CountedConnection> open = new HashSet<>();
  private final Map<Integer, Long> lostAt = new HashMap<>();
  private int opening;
  private long rounds;
  private boolean asking;

  /** A server that is away is asked again and again, and what it is asked of is told once. */
  private Set<Integer> told = Set.of();

  private ServerProcesses(String pool, int most) {
    this.pool = pool;
    this.most = most;
  }

  /** Those of a pool, which has a name of its own. */
  static ServerProcesses of(String pool, int most) {
    return POOLS.computeIfAbsent(pool + '/' + most, key -> new ServerProcesses(pool, most));
  }

  /** Opens a connection. */
  @FunctionalInterface
  interface Opening<C extends @Nullable Connection> {
    C open() throws SQLException;
  }

  /**
   * Opens a connection if there is a place for it.
   *
   * @param plain opens one that is not counted, to ask the server
   * @throws SQLTransientConnectionException if lost ones keep all places
   */
  CountedConnection opened(Opening<CountedConnection> counted, Opening<@Nullable Connection> plain)
      throws SQLException {
    takePlace(plain);
    try {
      CountedConnection opened = counted.open();
      synchronized (this) {
        open.add(opened);
      }
      return opened;
    } finally {
      synchronized (this) {
        opening--;
      }
    }
  }

  /** Notes that a connection ends: with a goodbye, which ends its process, or lost without one. */
  synchronized void closing(CountedConnection connection) throws SQLException {
    if (open.remove(connection) && connection.isClosed()) {
      lostAt.put(connection.getBackendPID(), System.nanoTime());
    }
  }

  private synchronized void takePlace(Opening<@Nullable Connection> plain) throws SQLException {
    noteLost();
    if (!lostAt.isEmpty()) {
      ask(plain);
    }
    awaitPlace();
    if (isFull()) {
      throw new SQLTransientConnectionException(
          "The server is still at %d lost connections.".formatted(lostAt.size()),
          TOO_MANY_CONNECTIONS);
    }
    opening++;
  }

  /** The pool closes what it lost only when it comes to it. */
  private void noteLost() throws SQLException {
    for (Iterator<CountedConnection> each = open.iterator(); each.hasNext(); ) {
      CountedConnection connection = each.next();
      if (connection.isClosed()) {
        each.remove();
        lostAt.put(connection.getBackendPID(), System.nanoTime());
      }
    }
  }

  /** One place is left to the connection that asks. */
  private boolean isFull() {
    return !lostAt.isEmpty() && taken() >= most - 1;
  }

  private int taken() {
    return opening + open.size() + lostAt.size();
  }

  /** Waits for what the server says from now on. */
  private void awaitPlace() {
    long known = rounds;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (isFull() && rounds < known + 2) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return;
        }
        wait(left);
      }
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(Opening<@Nullable Connection> plain) {
    if (!asking) {
      asking = true;
      if (!told.equals(lostAt.keySet())) {
        told = Set.copyOf(lostAt.keySet());
        LOG.warnf(
            "%s lost connections, which keep their places until the server has ended them: %s",
            pool, told);
      }
      Thread.ofVirtual().name("lost connections").start(() -> askUntilNoneIsLost(plain));
    }
  }

  private void askUntilNoneIsLost(Opening<@Nullable Connection> plain) {
    while (askOnce(plain)) {
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException told) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * Whether there is anything left to be asked. Who opens a connection next asks an away server.
   */
  private boolean askOnce(Opening<@Nullable Connection> plain) {
    Map<Integer, Long> asked = takePlaceToAsk();
    Optional<Set<Integer>> alive = Optional.empty();
    boolean goOn = false;
    try {
      alive = Optional.of(alive(asked, plain));
    } catch (SQLException unreachable) {
      LOG.debugf("The server of %s does not say what it is at: %s", pool, unreachable.getMessage());
    } finally {
      goOn = answered(asked.keySet(), alive);
    }
    return goOn;
  }

  /** Whatever came of it: the place is free again, and who opens a connection next may ask. */
  private synchronized boolean answered(Set<Integer> asked, Optional<Set<Integer>> alive) {
    opening--;
    alive.ifPresent(
        pids -> asked.stream().filter(pid -> !pids.contains(pid)).forEach(lostAt::remove));
    rounds++;
    asking = alive.isPresent() && !lostAt.isEmpty();
    notifyAll();
    return asking;
  }

  /**
   * The one place that was left; one more for a moment where all were taken before any was lost.
   */
  private synchronized Map<Integer, Long> takePlaceToAsk() {
    opening++;
    return Map.copyOf(lostAt);
  }

  private static Set<Integer> alive(Map<Integer, Long> lostAt, Opening<@Nullable Connection> plain)
      throws SQLException {
    Set<Integer> alive = new HashSet<>();
    try (Connection connection = plain.open()) {
      if (connection == null) {
        throw new SQLException("the driver does not know its own address");
      }
      long now = System.nanoTime();
      Integer[] pids = lostAt.keySet().toArray(Integer[]::new);
      Long[] millis = new Long[pids.length];
      for (int i = 0; i < pids.length; i++) {
        long since = lostAt.getOrDefault(pids[i], now);
        millis[i] = TimeUnit.NANOSECONDS.toMillis(now - since);
      }
      try (PreparedStatement statement = connection.prepareStatement(ALIVE)) {
        statement.setArray(1, connection.createArrayOf("int4", pids));
        statement.setArray(2, connection.createArrayOf("int8", millis));
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            alive.add(row.getInt(1));
          }
        }
      }
    }
    return alive;
  }
}
