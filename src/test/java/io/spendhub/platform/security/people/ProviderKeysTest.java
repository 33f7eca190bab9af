package io.spendhub.platform.security.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spendhub.shared.Refusal;
import io.spendhub.testing.MovedClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider that takes questions, begins to answer, and says nothing more. */
class ProviderKeysTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final MovedClock time = new MovedClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final CountDownLatch askedInVain = new CountDownLatch(2);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer provider;
  private volatile boolean silent;

  ProviderKeysTest() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    provider.createContext("/", this::answer);
    provider.start();
  }

  @AfterEach
  void end() {
    provider.stop(0);
    callers.shutdownNow();
  }

  private String issuer() {
    return "http://localhost:" + provider.getAddress().getPort();
  }

  private void answer(HttpExchange call) throws IOException {
    byte[] body =
        "{\"issuer\": \"%1$s\", \"jwks_uri\": \"%1$s/keys\", \"keys\": []}"
            .formatted(issuer())
            .getBytes(UTF_8);
    call.sendResponseHeaders(200, body.length);
    if (silent) {
      call.getResponseBody().flush();
      askedInVain.countDown();
    } else {
      call.getResponseBody().write(body);
      call.close();
    }
  }

  private CompletableFuture<String> call(ProviderKeys keys) {
    return CompletableFuture.supplyAsync(keys::issuer, callers);
  }

  @Test
  void a_silent_provider_holds_up_only_who_asks_it_and_not_for_ever() throws Exception {
    ProviderKeys known = new ProviderKeys(issuer(), time.clock());
    ProviderKeys unknown = new ProviderKeys(issuer(), time.clock());
    assertThat(call(known)).succeedsWithin(LONG);
    time.pass(Duration.ofMinutes(11));
    silent = true;

    CompletableFuture<String> refreshing = call(known);
    CompletableFuture<String> first = call(unknown);
    askedInVain.await();

    assertThat(call(known)).succeedsWithin(LONG).isEqualTo(issuer());
    assertThat(call(unknown))
        .failsWithin(LONG)
        .withThrowableThat()
        .withCauseInstanceOf(Refusal.class);
    assertThat(refreshing).succeedsWithin(LONG).isEqualTo(issuer());
    assertThat(first).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(Refusal.class);
  }
}
