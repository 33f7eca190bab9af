package io.spendhub.testing;

import io.spendhub.platform.postgres.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Another way to a database, which a test may block: to who comes by it, the database is away. */
public final class Detour implements AutoCloseable {
  private final URI target;
  private final ServerSocket entrance;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private Detour(URI target, ServerSocket entrance) {
    this.target = target;
    this.entrance = entrance;
  }

  /**
   * Opens one.
   *
   * @param port where it begins; 0 for any
   */
  public static Detour to(DatabaseAddress database, int port) {
    try {
      URI target = URI.create(database.url().replaceFirst("jdbc:", ""));
      ServerSocket entrance = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      Detour detour = new Detour(target, entrance);
      Thread.ofVirtual().start(detour::accept);
      return detour;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The database, by this way. */
  public DatabaseAddress address(DatabaseAddress database) {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:" + entrance.getLocalPort() + target.getPath(),
        database.user(),
        database.password());
  }

  private void accept() {
    try {
      while (true) {
        Socket from = entrance.accept();
        Socket to = new Socket(target.getHost(), target.getPort());
        open.add(from);
        open.add(to);
        if (closed) {
          close();
        }
        Thread.ofVirtual().start(() -> carry(from, to));
        Thread.ofVirtual().start(() -> carry(to, from));
      }
    } catch (IOException blocked) {
      close();
    }
  }

  private static void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cutOff) {
      // Both ends are closed, which is what whoever is at them sees.
    }
  }

  /** Blocks it: whoever is on it is cut off, and nobody comes in any more. */
  @Override
  public void close() {
    closed = true;
    try {
      entrance.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
