package io.spendhub.platform.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL of the service's own, for machines that have none. Durable as any other: what it
 * acknowledged survives the end of the service, of the server and of the machine.
 */
public final class EmbeddedPostgres implements EmbeddedDatabase.Running {
  private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
  private static final int RESTART_ATTEMPTS = 100;
  private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);

  private final DataDirectory directory;
  private final Postmaster postmaster;
  private final FileLock lock;
  private final int port;
  private boolean closing;

  private EmbeddedPostgres(
      DataDirectory directory, Postmaster postmaster, FileLock lock, int port) {
    this.directory = directory;
    this.postmaster = postmaster;
    this.lock = lock;
    this.port = port;
  }

  /** Starts one whose data and programs both lie in the directory. */
  public static EmbeddedPostgres start(Path root) {
    return start(root, root.resolve("programs"));
  }

  /**
   * Takes the directory, ends a server that an earlier service left running over it, and starts a
   * new one.
   *
   * @throws DatabaseUnavailable when another service holds the directory, when the data are of
   *     another major version, or when PostgreSQL does not start
   */
  public static EmbeddedPostgres start(Path root, Path programsDirectory) {
    DataDirectory directory = new DataDirectory(root);
    try {
      FileLock lock = lock(directory);
      try {
        return start(directory, PostgresPrograms.below(programsDirectory), lock);
      } catch (IOException | SQLException | RuntimeException failure) {
        lock.channel().close();
        throw failure;
      }
    } catch (IOException | SQLException failure) {
      throw new DatabaseUnavailable(
          "The embedded PostgreSQL in %s cannot be started: %s%nWhat its programs said is in %s."
              .formatted(directory.root(), failure, directory.startLog()),
          failure);
    }
  }

  private static FileLock lock(DataDirectory directory) {
    try {
      return directory.lock().orElseThrow(() -> inUse(directory));
    } catch (IOException unusable) {
      throw new DatabaseUnavailable(
          "No data can be kept in %s (%s). Set SPENDHUB_DATA_DIR to a directory that may be written."
              .formatted(directory.root(), unusable.getClass().getSimpleName()),
          unusable);
    }
  }

  /** The server that another service runs over the directory at this moment, if one does. */
  public static Optional<DatabaseAddress> runningIn(Path root) {
    DataDirectory directory = new DataDirectory(root);
    try {
      OptionalInt port = Postmaster.port(directory);
      if (Postmaster.running(directory).isEmpty() || port.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(address(port.getAsInt(), directory));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static EmbeddedPostgres start(
      DataDirectory directory, PostgresPrograms programs, FileLock lock)
      throws IOException, SQLException {
    refuseOtherVersion(directory, programs.majorVersion());
    Postmaster postmaster = new Postmaster(programs, directory);
    postmaster.stop();
    NewCluster cluster = new NewCluster(directory, programs);
    cluster.initialize();
    int port = freePort();
    try {
      postmaster.start(port);
      cluster.createDatabase(port);
      EmbeddedPostgres started = new EmbeddedPostgres(directory, postmaster, lock, port);
      started.restartWhenItEnds();
      return started;
    } catch (IOException | SQLException failure) {
      postmaster.stop();
      throw failure;
    }
  }

  private static void refuseOtherVersion(DataDirectory directory, String ours) throws IOException {
    Optional<String> theirs = directory.majorVersion().filter(version -> !version.equals(ours));
    if (theirs.isPresent()) {
      throw new DatabaseUnavailable(
          """
          The data in %s are of PostgreSQL %s, and this SpendHub brings PostgreSQL %s, which cannot \
          read them. Start the SpendHub that wrote them and save the database with pg_dump; then \
          move the directory away, start this SpendHub once, stop it, and load the dump with \
          psql. Or run a PostgreSQL %s over them yourself and name it in SPENDHUB_DB_URL."""
              .formatted(directory.cluster(), theirs.get(), ours, theirs.get()));
    }
  }

  private static DatabaseUnavailable inUse(DataDirectory directory) {
    return new DatabaseUnavailable(
        """
        Another SpendHub is running on the data in %s. Stop it, or set SPENDHUB_DATA_DIR to \
        another directory, or set SPENDHUB_DB_URL so that both use one database."""
            .formatted(directory.root()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Starts the server again, on the same port, when it ends without being told to. Its other
   * processes need a moment to notice that it is gone, and it does not start before they have.
   */
  private void restartWhenItEnds() throws IOException {
    ProcessHandle server =
        Postmaster.running(directory)
            .orElseThrow(() -> new IOException("PostgreSQL ended right after its start."));
    Thread.ofPlatform()
        .daemon()
        .name("postgres-watch")
        .start(
            () -> {
              server.onExit().join();
              restart();
            });
  }

  private void restart() {
    for (int attempt = 1; attempt <= RESTART_ATTEMPTS; attempt++) {
      synchronized (this) {
        if (closing) {
          return;
        }
        LOG.warnf("The embedded PostgreSQL has ended; starting it again (attempt %d).", attempt);
        try {
          postmaster.start(port);
          restartWhenItEnds();
          LOG.info("The embedded PostgreSQL runs again.");
          return;
        } catch (IOException failure) {
          LOG.error("The embedded PostgreSQL does not start again.", failure);
        }
      }
      LockSupport.parkNanos(RESTART_PAUSE.toNanos());
    }
  }

  /** How the service reaches its database. */
  @Override
  public DatabaseAddress address() {
    try {
      return address(port, directory);
    } catch (IOException unreadable) {
      throw new DatabaseUnavailable("The password of the embedded PostgreSQL is gone.", unreadable);
    }
  }

  /** Ends the server, waits for its end, and gives the directory back. */
  @Override
  public synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    try {
      postmaster.stop();
      lock.channel().close();
    } catch (IOException failure) {
      throw new DatabaseUnavailable("The embedded PostgreSQL cannot be stopped.", failure);
    }
  }

  private static DatabaseAddress address(int port, DataDirectory directory) throws IOException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + NewCluster.DATABASE;
    return new DatabaseAddress(url, NewCluster.USER, directory.password());
  }
}
