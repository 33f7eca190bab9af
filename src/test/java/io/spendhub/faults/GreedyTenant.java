package io.spendhub.faults;

import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Cash.gbp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Body;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import io.spendhub.testing.api.Voucher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A tenant that calls everything at once and never rests, while whatever its calls lock stands
 * still.
 */
final class GreedyTenant implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(100);
  private static final List<String> ROWS =
      List.of("identity.memberships", "identity.api_keys", "ledger.accounts");
  private static final int CALLERS_THAT_WAIT = 20;
  private static final int CALLERS_THAT_DO_NOT = 3;

  private final URI service;
  private final Spending spending = Spending.inANewOrganization();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final Card card = spending.walletWith(gbp(10_000)).card();
  private final Voucher voucher = Campaign.active(spending, percent(10)).voucher();
  private final String member = Member.of(spending).path();
  private final Connection lock;
  private volatile boolean going = true;

  /** One that has not begun yet. */
  GreedyTenant(URI service) throws SQLException {
    this.service = service;
    this.lock = PostgresResource.connect();
  }

  void begin() throws SQLException {
    lockRows();
    call(CALLERS_THAT_WAIT, waiting());
    call(CALLERS_THAT_DO_NOT, others());
  }

  private void lockRows() throws SQLException {
    lock.setAutoCommit(false);
    for (String table : ROWS) {
      String rows = "select 1 from " + table + " where organization_id = ? for update";
      try (PreparedStatement locking = lock.prepareStatement(rows)) {
        locking.setObject(1, spending.organizationId());
        locking.execute();
      }
    }
  }

  /** Calls that wait for a row, with a connection in hand. */
  private Stream<Supplier<HttpRequest>> waiting() {
    String key = "/v1/api-keys/" + spending.tenant().keyId();
    return Stream.of(
        () -> patch(member, Map.of("role", "ADMIN")),
        () -> patch(key, Map.of("name", "Greedy")),
        () -> post(card.wallet().path() + "/top-ups", card.wallet().money(1)),
        () -> post("/v1/authorizations", card.purchase(1)));
  }

  /** Calls that wait for nothing, and come all the more often. */
  private Stream<Supplier<HttpRequest>> others() {
    return Stream.of(
        () -> post("/v1/authorizations/preview", card.purchase(1)),
        () -> post(voucher.path() + "/validations", Body.without(voucher.on(100), "code")),
        () -> post("/v1/users", Map.of("email", UUID.randomUUID() + "@a.example", "name", "A")),
        () -> get("/v1/wallets?limit=200", spending.tenant().secret()),
        () -> get("/v1/events", spending.tenant().secret()),
        () -> get("/v1/wallets", "shk_" + UUID.randomUUID()));
  }

  private void call(int times, Stream<Supplier<HttpRequest>> calls) {
    calls.forEach(
        call -> {
          for (int caller = 0; caller < times; caller++) {
            callers.execute(() -> callOn(call));
          }
        });
  }

  private void callOn(Supplier<HttpRequest> call) {
    while (going) {
      try {
        client.send(call.get(), BodyHandlers.discarding());
      } catch (IOException refused) {
        // It is greedy, and does not care.
      } catch (InterruptedException told) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private HttpRequest patch(String path, Map<String, ?> body) {
    return request(path, spending.tenant().secret())
        .header("If-Match", "\"0\"")
        .method("PATCH", BodyPublishers.ofString(json(body)))
        .build();
  }

  private HttpRequest post(String path, Map<String, ?> body) {
    return request(path, spending.tenant().secret())
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .POST(BodyPublishers.ofString(json(body)))
        .build();
  }

  private HttpRequest get(String path, String secret) {
    return request(path, secret).GET().build();
  }

  private HttpRequest.Builder request(String path, String secret) {
    return HttpRequest.newBuilder(service.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + secret)
        .header("Content-Type", "application/json");
  }

  private static String json(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Lets everything go on, and returns when all calls were answered. */
  @Override
  public void close() throws SQLException {
    going = false;
    lock.rollback();
    lock.close();
    callers.close();
    client.close();
  }
}
