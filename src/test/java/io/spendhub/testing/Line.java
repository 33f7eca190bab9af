package io.spendhub.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A line to a server on this machine, which can be cut: neither end hears of the other again. */
public final class Line implements AutoCloseable {
  private final ServerSocket entrance;
  private final int server;
  private final Queue<Socket> toClients = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> toServer = new ConcurrentLinkedQueue<>();

  private Line(ServerSocket entrance, int server) {
    this.entrance = entrance;
    this.server = server;
  }

  /** Opens one to a port. */
  public static Line to(int server) throws IOException {
    Line line = new Line(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    start(line::accept);
    return line;
  }

  public int port() {
    return entrance.getLocalPort();
  }

  /** Those who call hear that they are cut off; the server is told nothing. */
  public void cut() throws IOException {
    for (Socket client = toClients.poll(); client != null; client = toClients.poll()) {
      client.close();
    }
  }

  private static void start(Runnable carrying) {
    Thread.ofPlatform().daemon().name("line").start(carrying);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = entrance.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        toClients.add(client);
        toServer.add(behind);
        start(() -> ask(client, behind));
        start(() -> answer(behind, client));
      }
    } catch (IOException closed) {
      // The line is no longer used.
    }
  }

  /** Where the client hangs up, so does the line; where it was cut, the server is told nothing. */
  private static void ask(Socket client, Socket server) {
    try {
      client.getInputStream().transferTo(server.getOutputStream());
      server.close();
    } catch (IOException cut) {
      // The server may be at its work yet.
    }
  }

  /** An answer that finds nobody ends the line. */
  private static void answer(Socket server, Socket client) {
    try (server;
        client) {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException cut) {
      // Both ends are closed.
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
    for (Socket behind : toServer) {
      behind.close();
    }
  }
}
