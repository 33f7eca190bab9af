import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Posts at a rate that does not depend on the answers. A request has its time beforehand, and its
 * latency counts from then: where the service falls behind, what waits for a connection counts.
 *
 * <p>{@code java OpenLoop.java URL BODIES KEYS RATE SECONDS CONNECTIONS} with the API key in
 * BENCH_KEY; prints a line as post.lua does.
 */
final class OpenLoop {
  private static final int READ_TIMEOUT_MILLIS = 30_000;
  private static final int UNANSWERED = 0;

  private final URI url;
  private final List<String> bodies;
  private final String keys;
  private final double nanosBetween;
  private final int requests;
  private final AtomicInteger next = new AtomicInteger();
  private final long[] latencies;
  private final int[] statuses;
  private long begun;

  private OpenLoop(String[] args) throws IOException {
    url = URI.create(args[0]);
    bodies = Files.readAllLines(Path.of(args[1]));
    keys = args[2];
    double rate = Double.parseDouble(args[3]);
    nanosBetween = 1e9 / rate;
    requests = Math.max(1, (int) Math.round(rate * Double.parseDouble(args[4])));
    latencies = new long[requests];
    statuses = new int[requests];
  }

  public static void main(String[] args) throws IOException {
    OpenLoop loop = new OpenLoop(args);
    loop.run(Integer.parseInt(args[5]));
    loop.report();
  }

  private void run(int connections) {
    begun = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        executor.execute(this::work);
      }
    }
  }

  /** One connection, which takes the next request whenever it is free; anew where it broke. */
  private void work() {
    while (next.get() < requests) {
      try (Socket socket = new Socket(url.getHost(), url.getPort())) {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
          long intended = begun + (long) (i * nanosBetween);
          for (long wait = intended - System.nanoTime(); wait > 0; ) {
            LockSupport.parkNanos(wait);
            wait = intended - System.nanoTime();
          }
          socket.getOutputStream().write(request(i));
          int status = answer(in);
          latencies[i] = System.nanoTime() - intended;
          statuses[i] = status;
        }
      } catch (IOException broken) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private byte[] request(int i) {
    byte[] body = bodies.get(ThreadLocalRandom.current().nextInt(bodies.size())).getBytes(UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nIdempotency-Key: %s-%d\r\n"
            .formatted(
                url.getPath(), url.getAuthority(), System.getenv("BENCH_KEY"), keys, i);
    String tail =
        "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n".formatted(body.length);
    byte[] start = (head + tail).getBytes(ISO_8859_1);
    byte[] whole = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    return whole;
  }

  /** Reads a whole answer and returns its status. */
  private static int answer(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).substring(9, 12));
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String name = "content-length:";
      if (header.toLowerCase(Locale.ROOT).startsWith(name)) {
        length = Integer.parseInt(header.substring(name.length()).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private void report() {
    double seconds = (System.nanoTime() - begun) / 1e9;
    long well = Arrays.stream(statuses).filter(it -> it == 200 || it == 201).count();
    long refused = Arrays.stream(statuses).filter(it -> it == 422).count();
    long unanswered = Arrays.stream(statuses).filter(it -> it == UNANSWERED).count();
    Arrays.sort(latencies);
    System.out.printf(
        Locale.ROOT,
        "counted %.3f %d %d %d %d %.2f %.2f%n",
        seconds,
        well,
        refused,
        requests - well - refused - unanswered,
        unanswered,
        percentile(50),
        percentile(99));
  }

  /** In milliseconds. */
  private double percentile(int percent) {
    return latencies[(int) Math.ceil(requests * percent / 100.0) - 1] / 1e6;
  }
}
