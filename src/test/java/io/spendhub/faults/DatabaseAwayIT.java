package io.spendhub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.Detour;
import io.spendhub.testing.NewDatabase;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.RunningService;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service whose database goes away says so in a line for each call, which has its request id. */
class DatabaseAwayIT {
  private static final int CALLS = 5;

  @Test
  void each_call_is_refused_and_logged_once_and_nothing_else_fills_the_log() throws Exception {
    try (NewDatabase database = NewDatabase.empty();
        Detour detour = Detour.to(database.address(), 0);
        RunningService service =
            RunningService.starting(detour.address(database.address())).awaitReady();
        HttpClient client = HttpClient.newHttpClient()) {
      String secret = organization(client, service);
      String before = service.log();

      detour.close();
      for (int call = 0; call < CALLS; call++) {
        assertThat(newUser(client, service, secret, "away-" + call).statusCode()).isEqualTo(503);
      }

      List<String> lines = service.log().substring(before.length()).lines().toList();
      assertThat(before).doesNotContain("Profile", "Installed features", "Flyway");
      for (int call = 0; call < CALLS; call++) {
        String id = "away-" + call;
        assertThat(lines).filteredOn(line -> line.contains(id)).hasSize(1);
      }
      assertThat(lines)
          .as(String.join("\n", lines))
          .noneMatch(line -> line.startsWith("\t") || line.contains("ARJUNA"))
          .filteredOn(line -> line.contains("BackgroundJobs"))
          .doesNotHaveDuplicates()
          .hasSizeLessThanOrEqualTo(6);
    }
  }

  private static String organization(HttpClient client, RunningService service) throws Exception {
    HttpResponse<String> answer =
        post(
            client,
            service,
            "/v1/organizations",
            PostgresResource.OPERATOR_KEY,
            "open",
            "{\"name\":\"A\",\"timezone\":\"UTC\",\"defaultCurrency\":\"GBP\"}");
    return answer.body().replaceFirst(".*\"secret\":\"([^\"]+)\".*", "$1");
  }

  private static HttpResponse<String> newUser(
      HttpClient client, RunningService service, String secret, String id) throws Exception {
    return post(
        client, service, "/v1/users", secret, id, "{\"email\":\"a@b.example\",\"name\":\"A\"}");
  }

  private static HttpResponse<String> post(
      HttpClient client, RunningService service, String path, String key, String id, String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(service.uri().resolve(path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .header("X-Request-Id", id)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
