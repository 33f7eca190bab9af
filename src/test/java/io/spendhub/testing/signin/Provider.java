package io.spendhub.testing.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider by OpenID Connect, as far as a service asks one: it describes itself and shows its
 * keys. What it does beside that is for tests, which ask for it over HTTP too ({@link SignIns}),
 * because the same classes are loaded more than once in one JVM, and the service may be another.
 */
public final class Provider implements AutoCloseable {
  /** What tokens are for, unless a test says else. */
  public static final String AUDIENCE = "spendhub-test";

  /** The key that signs, unless a test says else, and a key of another kind. */
  static final String USUAL_KEY = "usual";

  static final String CURVE_KEY = "curve";

  /** A key that the provider does not show. */
  static final String STRANGE_KEY = "strange";

  private static final String SHARED = "spendhub.test.provider";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ConcurrentMap<String, KeyPair> keys = new ConcurrentHashMap<>();
  private final KeyPair strange = Signatures.rsa();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean away;

  private Provider(HttpServer server) {
    this.server = server;
    keys.put(USUAL_KEY, Signatures.rsa());
    keys.put(CURVE_KEY, Signatures.p256());
  }

  /** A provider on a port of its own. */
  public static Provider start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Provider provider = new Provider(server);
      server.createContext("/", provider::answer);
      server.start();
      return provider;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The issuer of the one that all tests of a JVM share; the first call starts it. */
  public static String shared() {
    Properties wholeProcess = System.getProperties();
    synchronized (wholeProcess) {
      if (System.getProperty(SHARED) == null) {
        System.setProperty(SHARED, start().issuer());
      }
      return System.getProperty(SHARED);
    }
  }

  public String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** How often a service has asked for the keys. */
  public int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    String body = new String(call.getRequestBody().readAllBytes(), UTF_8);
    switch (path) {
      case "/.well-known/openid-configuration" ->
          send(call, Map.of("issuer", issuer(), "jwks_uri", issuer() + "/keys"));
      case "/keys" -> {
        asked.incrementAndGet();
        send(
            call,
            Map.of(
                "keys",
                keys.entrySet().stream()
                    .map(key -> Signatures.shown(key.getKey(), key.getValue()))
                    .toList()));
      }
      case "/test/sign" -> send(call, sign(JSON.readTree(body)));
      case "/test/away" -> {
        away = Boolean.parseBoolean(body);
        send(call, Map.of());
      }
      case "/test/new-key" -> {
        keys.put(body, Signatures.rsa());
        send(call, Map.of());
      }
      case "/test/withdraw" -> {
        keys.remove(body);
        send(call, Map.of());
      }
      default -> throw new IOException(path);
    }
  }

  private Map<String, String> sign(JsonNode wanted) {
    String header = wanted.path("header").toString();
    String content =
        Signatures.base64(header.getBytes(UTF_8))
            + "."
            + Signatures.base64(wanted.path("claims").toString().getBytes(UTF_8));
    KeyPair key = keys.getOrDefault(wanted.path("key").asText(), strange);
    byte[] signature = Signatures.sign(wanted.at("/header/alg").asText(), key, content);
    return Map.of("token", content + "." + Signatures.base64(signature));
  }

  private void send(HttpExchange call, Map<String, ?> answer) throws IOException {
    boolean refused = away && !call.getRequestURI().getPath().startsWith("/test/");
    byte[] bytes = JSON.writeValueAsBytes(answer);
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.sendResponseHeaders(refused ? 503 : 200, refused ? -1 : bytes.length);
    if (!refused) {
      call.getResponseBody().write(bytes);
    }
    call.close();
  }
}
