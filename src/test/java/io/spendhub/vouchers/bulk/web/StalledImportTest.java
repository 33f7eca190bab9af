package io.spendhub.vouchers.bulk.web;

import static io.spendhub.testing.api.Campaign.percent;
import static io.spendhub.testing.api.Cash.gbp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.spendhub.testing.PostgresResource;
import io.spendhub.testing.api.Campaign;
import io.spendhub.testing.api.Card;
import io.spendhub.testing.api.Spending;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Senders that stop in the middle of a file. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class StalledImportTest {
  /** More than the connections that an organization may use at once. */
  private static final int STALLED = 30;

  @Test
  void files_that_come_slowly_hold_up_no_purchase() throws IOException {
    Spending acme = Spending.inANewOrganization();
    Campaign sale = Campaign.active(acme, percent(10));
    Card card = acme.walletWith(gbp(100)).card();
    List<PipedOutputStream> files = new ArrayList<>();
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();

    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int file = 0; file < STALLED; file++) {
        PipedOutputStream rows = new PipedOutputStream();
        files.add(rows);
        answers.add(client.sendAsync(request(sale, rows), BodyHandlers.ofString()));
        rows.write("code\nSLOW-%02d\n".formatted(file).getBytes(UTF_8));
        rows.flush();
      }

      assertThat(card.authorize(1).approved()).isTrue();

      for (PipedOutputStream rows : files) {
        rows.close();
      }
      assertThat(answers)
          .extracting(answer -> answer.join().statusCode())
          .hasSize(STALLED)
          .containsOnly(200);
    }
    assertThat(sale.usage("vouchers")).isEqualTo(STALLED);
  }

  private static HttpRequest request(Campaign campaign, PipedOutputStream rows) throws IOException {
    PipedInputStream file = new PipedInputStream(rows);
    String place = RestAssured.baseURI + ":" + RestAssured.port + campaign.path() + "/imports";
    return HttpRequest.newBuilder(URI.create(place))
        .header("Authorization", "Bearer " + campaign.spending().tenant().secret())
        .header("Content-Type", "text/csv")
        .POST(BodyPublishers.ofInputStream(() -> file))
        .build();
  }
}
