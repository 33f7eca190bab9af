package io.spendhub.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of somebody who is told of events, and answers as a test wants it to; else 204. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private Receiver(HttpServer server) {
    this.server = server;
  }

  private record Answer(int status, Map<String, String> headers) {}

  /** One call. */
  public record Heard(Map<String, List<String>> headers, String body) {
    public String id() {
      return header("webhook-id");
    }

    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }

    public String type() {
      return json().getString("type");
    }

    public JsonPath json() {
      return new JsonPath(body);
    }

    /** Whether it is signed with a secret, as the library of Standard Webhooks sees it. */
    public boolean isSignedWith(String secret) {
      try {
        new Webhook(secret).verify(body, headers);
        return true;
      } catch (WebhookVerificationException not) {
        return false;
      }
    }
  }

  public static Receiver listening() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Receiver receiver = new Receiver(server);
      server.setExecutor(receiver.threads);
      server.createContext("/", receiver::receive);
      server.start();
      return receiver;
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** What the next call is answered that has no answer yet. */
  public void answer(int status, Map<String, String> headers) {
    answers.add(new Answer(status, headers));
  }

  public void answer(int status) {
    answer(status, Map.of());
  }

  /** Answers nothing until it is told to go on. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  public void goOn() {
    gate.countDown();
  }

  public List<Heard> heard() {
    return List.copyOf(heard);
  }

  /** Waits for so many calls. */
  public List<Heard> hears(int calls) {
    Until.holds(() -> heard.size() >= calls);
    return heard();
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    CountDownLatch closed = gate;
    heard.add(new Heard(lowerCase(exchange.getRequestHeaders()), body));
    try {
      closed.await();
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
    Answer next = answers.poll();
    Answer answer = next == null ? new Answer(204, Map.of()) : next;
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), -1);
    exchange.close();
  }

  private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
    return headers.entrySet().stream()
        .collect(toMap(header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }

  @Override
  public void close() {
    gate.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
