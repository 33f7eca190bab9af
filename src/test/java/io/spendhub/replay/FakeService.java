package io.spendhub.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spendhub.replay.FakeBooks.Answer;
import io.spendhub.replay.client.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A service over real HTTP that keeps the contract as far as a replay uses it: keys, idempotency
 * with fingerprints, limits by day, pages. It can be told to fail.
 */
final class FakeService implements AutoCloseable {
  static {
    // Without it, each answer waits 40 ms for an acknowledgement that the client delays.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  static final String ADMIN_KEY = "the-operators-key";

  private record Stored(String fingerprint, Answer answer) {}

  private record Organization(String id, FakeBooks books, Map<String, Stored> stored) {}

  private final Map<String, Organization> bySecret = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<ObjectNode> commands = new ArrayList<>();
  private final HttpServer server;
  private int pageSize = 3;
  private int requests;
  private int busyEvery = Integer.MAX_VALUE;
  private int losesAnswerEvery = Integer.MAX_VALUE;
  private int refusesAfter = Integer.MAX_VALUE;
  private int items;
  private int problemOfItem;
  private Answer problem = FakeBooks.problem(500, "none");

  FakeService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Every n-th request is answered by 503 and changes nothing. */
  synchronized void isBusyEvery(int requests) {
    busyEvery = requests;
  }

  /** Every n-th request is carried out, and its answer is lost. */
  synchronized void losesTheAnswerEvery(int requests) {
    losesAnswerEvery = requests;
  }

  /** The n-th item of calls with many is answered so and changes nothing. */
  synchronized void answersItem(int number, int status, String code) {
    problemOfItem = number;
    problem = FakeBooks.problem(status, code);
  }

  /** After so many more requests, connections end without an answer. */
  synchronized void diesAfter(int moreRequests) {
    refusesAfter = requests + moreRequests;
  }

  synchronized void isStartedAgain() {
    refusesAfter = Integer.MAX_VALUE;
  }

  synchronized void forgetsItsOrganizations() {
    bySecret.clear();
  }

  synchronized int requests() {
    return requests;
  }

  /** The bodies of all commands and items of calls with many, in the order of their arrival. */
  synchronized List<ObjectNode> commands() {
    return List.copyOf(commands);
  }

  /** What was made and has this field. */
  synchronized List<ObjectNode> made(String field) {
    return books().stream()
        .flatMap(books -> books.made.values().stream())
        .filter(resource -> resource.has(field))
        .toList();
  }

  Stream<ObjectNode> entries() {
    return books().stream().flatMap(books -> books.entries.values().stream()).flatMap(List::stream);
  }

  Stream<ObjectNode> entries(String kind) {
    return entries().filter(entry -> entry.path("kind").asText().equals(kind));
  }

  synchronized List<FakeBooks> books() {
    return bySecret.values().stream().map(Organization::books).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    Answer answer;
    boolean lost;
    synchronized (this) {
      requests++;
      if (requests > refusesAfter) {
        exchange.close();
        return;
      }
      lost = requests % losesAnswerEvery == 0;
      answer =
          requests % busyEvery == 0
              ? FakeBooks.problem(503, "overloaded")
              : answer(exchange, request);
    }
    if (!lost) {
      byte[] body = Json.bytes(answer.body());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private Answer answer(HttpExchange exchange, byte[] request) throws IOException {
    String secret = exchange.getRequestHeaders().getFirst("Authorization").substring(7);
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/v1/organizations") && secret.equals(ADMIN_KEY)) {
      return makeOrganization((ObjectNode) Json.read(request));
    }
    Organization organization = bySecret.get(secret);
    if (organization == null) {
      return FakeBooks.problem(401, "unauthenticated");
    }
    if (exchange.getRequestMethod().equals("GET")) {
      return list(organization.books(), path, exchange.getRequestURI().getQuery());
    }
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (request.length == 0) {
      return organization.books().run(path, Json.object());
    }
    ObjectNode body = (ObjectNode) Json.read(request);
    if (path.equals("/v1/authorizations/batch")) {
      return batch(organization, key, body);
    }
    commands.add(body);
    return once(organization, key, path, body);
  }

  private Answer batch(Organization organization, String key, ObjectNode body) {
    ObjectNode answers = Json.object();
    ArrayNode answered = answers.putArray("items");
    for (JsonNode item : body.path("items")) {
      Answer answer =
          ++items == problemOfItem
              ? problem
              : item(organization, key + ":" + answered.size(), (ObjectNode) item);
      ObjectNode told = answered.addObject().put("status", answer.status());
      told.set(answer.status() == 201 ? "authorization" : "problem", answer.body());
    }
    return new Answer(200, answers);
  }

  /** It has its effect once per key, and once per network reference of its card. */
  private Answer item(Organization organization, String key, ObjectNode item) {
    commands.add(item);
    String reference = item.path("cardId").asText() + item.path("networkReference").asText();
    Answer answer = once(organization, reference, "/v1/authorizations", item);
    return once(organization, key, "/v1/authorizations", item, () -> answer);
  }

  private Answer makeOrganization(ObjectNode body) {
    String id = UUID.randomUUID().toString();
    String secret = "secret-" + id;
    bySecret.put(secret, new Organization(id, new FakeBooks(), new HashMap<>()));
    ObjectNode answer = Json.object();
    answer.set("organization", body.put("id", id));
    answer.putObject("apiKey").put("secret", secret);
    return new Answer(201, answer);
  }

  private static Answer once(Organization of, String key, String path, ObjectNode body) {
    return once(of, key, path, body, () -> of.books().run(path, body));
  }

  private static Answer once(
      Organization of, String key, String path, ObjectNode body, Supplier<Answer> effect) {
    String fingerprint = path + body;
    Stored stored = of.stored().get(key);
    if (stored == null) {
      Answer answer = effect.get();
      stored = new Stored(fingerprint, new Answer(answer.status(), answer.body().deepCopy()));
      of.stored().put(key, stored);
    }
    return stored.fingerprint().equals(fingerprint)
        ? stored.answer()
        : FakeBooks.problem(422, "idempotency_key_reused");
  }

  /** Pages are small, so that a small statement has several; the cursor is a position. */
  private Answer list(FakeBooks books, String path, String query) {
    List<ObjectNode> all =
        switch (path.split("/", -1)[2]) {
          case "wallets" -> books.entries.getOrDefault(path.split("/", -1)[3], List.of());
          case "authorizations" ->
              books.authorizations.values().stream()
                  .filter(a -> query.contains("walletId=" + a.path("walletId").asText()))
                  .filter(a -> query.contains("decision=" + a.path("decision").asText()))
                  .toList();
          default -> List.of();
        };
    int start = query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*=", "")) : 0;
    int end = Math.min(all.size(), start + pageSize);
    ObjectNode page = Json.object();
    List<? extends JsonNode> shown = all.subList(start, end);
    page.putArray("data").addAll(shown);
    if (end < all.size()) {
      page.put("nextCursor", Integer.toString(end));
    }
    return new Answer(200, page);
  }
}
