import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;

/**
 * Asks whether a service is ready until it is, and tells when that was, in seconds since 1970. It
 * asks every 2 ms from one process: to start one for each question would take the time from the
 * service that is measured.
 *
 * <p>{@code java Ready.java PORT} prints a line when it begins to ask and a line with the time, and
 * fails when it has asked for two minutes.
 */
final class Ready {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PAUSE_MILLIS = 2;
  private static final byte[] QUESTION =
      "GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(ISO_8859_1);

  private Ready() {}

  public static void main(String[] args) throws InterruptedException {
    int port = Integer.parseInt(args[0]);
    isReady(port);
    System.out.println("asking");
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!isReady(port)) {
      if (Instant.now().isAfter(deadline)) {
        System.exit(1);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    Instant now = Instant.now();
    System.out.printf("%d.%09d%n", now.getEpochSecond(), now.getNano());
  }

  private static boolean isReady(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(QUESTION);
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return new String(status, ISO_8859_1).endsWith(" 200");
    } catch (IOException notYet) {
      return false;
    }
  }
}
