package io.spendhub.platform.outgoing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.spendhub.platform.outgoing.Reply.Answered;
import io.spendhub.platform.outgoing.Reply.Unanswered;
import io.spendhub.platform.outgoing.Reply.Why;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Calls to a server with a certificate for the name {@code right.test}, and for no other. */
@TestInstance(Lifecycle.PER_CLASS)
class OutgoingCallsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final UUID ACME = new UUID(1, 1);
  private static final String PASSWORD = "password";

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicReference<String> heard = new AtomicReference<>("");

  @SuppressWarnings("NullAway.Init") // set before the first test
  private Path certificate;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private HttpsServer server;

  @BeforeAll
  void startTheServer(@TempDir Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    certificate = directory.resolve("right.p12");
    makeTheCertificate();
    server = HttpsServer.create(new InetSocketAddress(loopback()[0], 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(certificate)));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterAll
  void stopTheServer() {
    end.countDown();
    server.stop(0);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void makeTheCertificate() throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "right",
                "-keyalg",
                "EC",
                "-dname",
                "CN=right.test",
                "-ext",
                "SAN=dns:right.test",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                certificate.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
  }

  private static SSLContext context(Path certificate) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(certificate)) {
      keys.load(file, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void answer(HttpExchange exchange) throws IOException {
    heard.set(
        exchange.getRequestHeaders().getFirst("Host")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    switch (exchange.getRequestURI().getPath()) {
      case "/endless" -> {
        exchange.sendResponseHeaders(200, 0);
        byte[] much = new byte[OutgoingCalls.MOST_READ_BYTES];
        try {
          for (int time = 0; time < 100_000; time++) {
            exchange.getResponseBody().write(much);
          }
        } catch (IOException closed) {
          exchange.close();
        }
      }
      case "/silent" -> {
        try {
          end.await();
        } catch (InterruptedException told) {
          Thread.currentThread().interrupt();
        }
        exchange.close();
      }
      case "/elsewhere" -> {
        exchange.getResponseHeaders().set("Location", "/");
        exchange.sendResponseHeaders(307, -1);
        exchange.close();
      }
      default -> {
        exchange.getResponseHeaders().set("Retry-After", "120");
        exchange.sendResponseHeaders(200, 2);
        exchange.getResponseBody().write("ok".getBytes(UTF_8));
        exchange.close();
      }
    }
  }

  private OutgoingCalls calls(Lookups.Resolver resolver) {
    Targets targets = new Targets(Network.list("127.0.0.1").orElseThrow(), resolver);
    HttpClientOptions trust =
        new HttpClientOptions()
            .setTrustOptions(
                new PfxOptions().setPath(certificate.toString()).setPassword(PASSWORD));
    return new OutgoingCalls(vertx, targets, trust);
  }

  private Reply post(OutgoingCalls calls, String host, String path, Duration patience) {
    String url = "https://" + host + ":" + server.getAddress().getPort() + path;
    return calls.post(ACME, url, Map.of(), "{}", patience);
  }

  private Reply post(String path, Duration patience) {
    return post(calls(host -> loopback()), "right.test", path, patience);
  }

  private static InetAddress[] loopback() {
    return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
  }

  @Test
  void the_server_has_to_be_the_one_of_the_name_wherever_the_connection_goes() {
    OutgoingCalls calls = calls(host -> loopback());

    Reply right = post(calls, "right.test", "/", PATIENCE);
    String host = "right.test:" + server.getAddress().getPort();

    assertThat(right).isEqualTo(new Answered(200, Optional.of(Duration.ofMinutes(2)), "ok"));
    assertThat(heard.get()).isEqualTo(host + " {}");
    assertThat(post(calls, "wrong.test", "/", PATIENCE)).isEqualTo(new Unanswered(Why.UNREACHABLE));
  }

  /** Looked up again for the connection it would be 10.0.0.1, and checked again it is refused. */
  @Test
  void a_name_is_looked_up_once_for_a_call_and_goes_where_it_was_allowed_to() {
    List<InetAddress> answers =
        List.of(loopback()[0], InetAddress.ofLiteral("10.0.0.1"), loopback()[0]);
    AtomicReference<Integer> asked = new AtomicReference<>(0);
    OutgoingCalls calls =
        calls(host -> new InetAddress[] {answers.get(asked.getAndUpdate(n -> n + 1))});

    assertThat(post(calls, "right.test", "/", PATIENCE)).isInstanceOf(Answered.class);
    assertThat(post(calls, "right.test", "/", PATIENCE)).isEqualTo(new Unanswered(Why.NOT_ALLOWED));
    assertThat(asked.get()).isEqualTo(2);
  }

  @Test
  void a_redirect_is_answered_and_not_followed() {
    assertThat(post("/elsewhere", PATIENCE))
        .isInstanceOfSatisfying(
            Answered.class, answered -> assertThat(answered.status()).isEqualTo(307));
  }

  @Test
  void of_an_answer_without_end_only_the_beginning_is_read() {
    assertThat(post("/endless", PATIENCE))
        .isInstanceOfSatisfying(
            Answered.class,
            answered -> {
              assertThat(answered.status()).isEqualTo(200);
              assertThat(answered.body()).hasSize(OutgoingCalls.MOST_READ_BYTES);
            });
  }

  @Test
  void a_server_that_says_nothing_is_waited_for_no_longer_than_is_allowed() {
    assertThat(post("/silent", Duration.ofMillis(500))).isEqualTo(new Unanswered(Why.TIMEOUT));
  }
}
