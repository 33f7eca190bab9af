package io.spendhub.replay;

import static io.spendhub.replay.purchases.PurchaseLines.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.replay.client.Backoff;
import io.spendhub.replay.purchases.Purchase;
import io.spendhub.replay.purchases.PurchaseFiles;
import io.spendhub.replay.purchases.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @TempDir Path directory;
  private FakeService service;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void the_sample_has_teams_currencies_purchases_abroad_and_refunds() {
    List<Purchase> rows = PurchaseFiles.read(text(directory, Sample.csv()), Instant.now()).rows();

    assertThat(rows).hasSizeBetween(250, 500);
    assertThat(TeamPlan.of(rows)).hasSize(5);
    assertThat(rows)
        .extracting(row -> row.billed().currency())
        .contains("GBP", "EUR", "JPY", "KWD");
    assertThat(rows).filteredOn(Purchase::isForeign).hasSizeGreaterThan(20);
    assertThat(rows).filteredOn(row -> !row.isPurchase()).hasSizeGreaterThan(10);
  }

  @Test
  void the_sample_is_the_same_every_time() {
    assertThat(Sample.csv()).isEqualTo(Sample.csv());
  }

  @Test
  void a_directorate_with_several_currencies_has_a_wallet_for_each() {
    demo();

    assertThat(service.made("currency"))
        .extracting(wallet -> wallet.path("name").asText())
        .contains("Sales GBP", "Sales EUR", "Tokyo Office");
  }

  @Test
  void the_demo_approves_most_declines_some_and_agrees() {
    String text = demo();

    assertThat(text)
        .contains("limit_amount_exceeded")
        .contains(
            "Difference to the file: EUR 0.00",
            "Difference to the file: GBP 0.00",
            "Difference to the file: JPY 0",
            "Difference to the file: KWD 0.000")
        .doesNotContain("does not agree");
    assertThat(service.books().getFirst().authorizations.values())
        .extracting(authorization -> authorization.path("decision").asText())
        .contains("APPROVED", "DECLINED");
  }

  @Test
  void it_prints_one_curl_that_authorizes_a_purchase_of_a_card_without_limits() {
    String text = demo();

    assertThat(text.lines().filter(line -> line.matches("curl .*/v1/authorizations .*")))
        .singleElement()
        .satisfies(
            curl -> {
              assertThat(curl)
                  .contains(service.url() + "/v1/authorizations", "Idempotency-Key: try-$(");
              String cardId = curl.replaceAll(".*\"cardId\":\"([^\"]+)\".*", "$1");
              assertThat(service.books().getFirst().resource(cardId).has("limits")).isFalse();
            });
    assertThat(text)
        .contains("/q/swagger-ui", "/q/health", "/q/metrics", "Its API key       secret-");
  }

  @Test
  void the_purchase_is_the_first_to_try_and_where_to_look_stands_last() {
    List<String> ends =
        demo()
            .lines()
            .filter(line -> line.startsWith("curl ") || line.equals("Where to look"))
            .toList();

    assertThat(ends.getFirst()).contains("/v1/authorizations");
    assertThat(ends).hasSize(4).last().isEqualTo("Where to look");
  }

  @Test
  void it_prints_a_curl_for_a_discount_and_one_for_a_gift_card() {
    String text = demo();

    assertThat(text.lines().filter(line -> line.matches("curl .*/v1/redemptions .*")))
        .satisfiesExactly(
            discount -> assertThat(discount).contains("\"code\":\"WELCOME-20\"", "\"order\""),
            gift -> assertThat(gift).contains("\"code\":\"GIFT-7KQ4-M2XP\"", "\"amount\":50"));
  }

  @Test
  void a_second_demo_goes_on_with_the_same_card_and_more_money() {
    String first = demo();

    String second = demo();

    assertThat(curlOf(second)).isEqualTo(curlOf(first));
    assertThat(service.books()).hasSize(1);
    assertThat(service.books().getFirst().entries.values())
        .filteredOn(
            statement -> statement.stream().allMatch(e -> e.path("kind").asText().equals("TOP_UP")))
        .singleElement()
        .satisfies(toTry -> assertThat(toTry).hasSize(2));
  }

  private static String curlOf(String text) {
    return text.lines().filter(line -> line.startsWith("curl ")).findFirst().orElseThrow();
  }

  private String demo() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Settings settings = new Settings(service.url(), Optional.of(FakeService.ADMIN_KEY), directory);
    Backoff backoff = new Backoff(3, Duration.ofMillis(1), Duration.ofMillis(2));
    int exit = ReplayMain.demo(settings, backoff, new PrintStream(bytes, true, UTF_8));
    String text = bytes.toString(UTF_8);
    assertThat(exit).as(text).isZero();
    return text;
  }
}
