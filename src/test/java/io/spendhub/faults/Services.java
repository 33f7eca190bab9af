package io.spendhub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.spendhub.platform.postgres.DatabaseAddress;
import io.spendhub.testing.RunningService;
import io.spendhub.testing.api.Spending;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** Services on one database, and a client of them all. */
final class Services implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final List<RunningService> running;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Services(List<RunningService> running) {
    this.running = new CopyOnWriteArrayList<>(running);
    awaitReady();
    addressFirst();
  }

  static Services two(DatabaseAddress database) {
    // The first brings the database up to date while the second waits for it.
    return new Services(
        IntStream.range(0, 2).mapToObj(number -> RunningService.starting(database)).toList());
  }

  static Services one(RunningService service) {
    return new Services(List.of(service));
  }

  /** The language of the tests of the API speaks to one service: to the first. */
  void addressFirst() {
    RestAssured.baseURI = "http://127.0.0.1";
    RestAssured.port = running.getFirst().uri().getPort();
  }

  RunningService get(int number) {
    return running.get(number % running.size());
  }

  /** Puts another service in the place of one that has ended; one may stand in two places. */
  void replace(int number, RunningService other) {
    running.set(number, other.awaitReady());
    addressFirst();
  }

  /**
   * Sends a command to one of the services.
   *
   * @param number which; they take turns
   * @throws IOException if it was not answered
   */
  Reply ask(int number, Spending caller, Command command) throws IOException {
    return exchange(
        request(number, caller, command.path())
            .header("Idempotency-Key", command.key())
            .POST(BodyPublishers.ofString(json(command.body())))
            .build());
  }

  /** The same, where every command must be answered. */
  Reply send(int number, Spending caller, Command command) {
    try {
      return ask(number, caller, command);
    } catch (IOException unanswered) {
      throw new AssertionError(command.path() + " was not answered", unanswered);
    }
  }

  /** A POST without a body. */
  Reply act(int number, Spending caller, String path) {
    try {
      return exchange(request(number, caller, path).POST(BodyPublishers.noBody()).build());
    } catch (IOException unanswered) {
      throw new AssertionError(path + " was not answered", unanswered);
    }
  }

  Reply get(int number, Spending caller, String path) {
    try {
      return exchange(request(number, caller, path).GET().build());
    } catch (IOException unanswered) {
      throw new AssertionError(path + " was not answered", unanswered);
    }
  }

  /** Asserts that the ledger proves itself, whichever service is asked. */
  void proveLedger(Spending caller) {
    for (int number = 0; number < running.size(); number++) {
      JsonNode proof = get(number, caller, "/v1/ledger/verification").json();
      assertThat(proof.path("ok").asBoolean()).as(proof.toPrettyString()).isTrue();
      assertThat(proof.path("checks")).isNotEmpty();
    }
  }

  private HttpRequest.Builder request(int number, Spending caller, String path) {
    return HttpRequest.newBuilder(get(number).uri().resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + caller.tenant().secret())
        .header("Content-Type", "application/json");
  }

  private Reply exchange(HttpRequest request) throws IOException {
    try {
      return Reply.of(client.send(request, BodyHandlers.ofString()));
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw new AssertionError(told);
    }
  }

  private static String json(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new AssertionError(impossible);
    }
  }

  int count() {
    return running.size();
  }

  /** Returns when each of them can do its work. */
  void awaitReady() {
    running.forEach(RunningService::awaitReady);
  }

  /** Ends all services, in the middle of whatever they do. */
  void kill() {
    running.forEach(RunningService::kill);
  }

  /** Ends all services; others may take their places. */
  void stop() {
    running.forEach(RunningService::close);
  }

  @Override
  public void close() {
    stop();
    client.close();
  }
}
