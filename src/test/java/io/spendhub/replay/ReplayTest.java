package io.spendhub.replay;

import static io.spendhub.replay.ReplayRuns.PATIENT;
import static io.spendhub.replay.purchases.PurchaseLines.PURCHASES;
import static io.spendhub.replay.purchases.PurchaseLines.file;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendhub.replay.ReplayRuns.Run;
import io.spendhub.replay.client.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  @TempDir Path directory;
  private FakeService service;
  private ReplayRuns replays;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
    replays = new ReplayRuns(service, directory);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void a_file_becomes_an_organization_that_agrees_with_it() {
    Run run = replays.run(file(directory), PATIENT);

    assertThat(run.exit()).isZero();
    assertThat(run.lines())
        .containsSubsequence(
            "Rows 6",
            "Accounted for 6",
            "Approvals 4",
            "Declines 0",
            "Clearings 4",
            "Force-posts 0",
            "Linked refunds 1",
            "Unlinked refunds 1",
            "GBP 148.60 5.00 1.00 142.60 0.00 142.60 0.00",
            "Difference to the file: GBP 0.00");
  }

  @Test
  void the_report_has_every_team_in_its_spelling_and_every_category() {
    Run run = replays.run(file(directory), PATIENT);

    assertThat(run.lines())
        .contains(
            "Housing GBP 24.50 5.00 19.50 0.00 19.50 0.00",
            "housing GBP 24.10 1.00 23.10 0.00 23.10 0.00",
            "(none) GBP 100.00 0.00 100.00 0.00 100.00 0.00",
            "Books GBP 20.00 5.00 15.00",
            "Food GBP 28.60 1.00 27.60",
            "Fuel GBP 100.00 0.00 100.00");
  }

  @Test
  void a_row_is_sent_with_its_time_its_original_amount_and_its_metadata() {
    replays.run(file(directory), PATIENT);

    JsonNode clearing =
        service
            .entries("CLEARING")
            .filter(e -> e.path("amount").asLong() == 2_410)
            .findFirst()
            .get();
    assertThat(clearing.path("metadata"))
        .isEqualTo(Json.object().put("row", "4").put("category", "Food"));
    assertThat(service.commands())
        .filteredOn(c -> c.path("amount").asLong() == 2_410 && c.has("original"))
        .hasSize(2)
        .allSatisfy(
            c -> {
              assertThat(c.path("original").toString())
                  .isEqualTo("{\"amount\":3000,\"currency\":\"USD\"}");
              assertThat(c.path("occurredAt").asText()).isEqualTo("2016-05-05T11:00:00Z");
            });
  }

  @Test
  void the_purchases_of_a_card_are_held_in_the_order_of_the_file_each_cleared_after_its_hold() {
    replays.run(file(directory, cardOf(100)), PATIENT);

    List<String> statement = steps();
    assertThat(statement)
        .filteredOn(step -> step.startsWith("HOLD"))
        .containsExactlyElementsOf(steps("HOLD", 1, 100));
    assertThat(statement).containsAll(steps("CLEARING", 1, 100));
    for (String clearing : steps("CLEARING", 1, 100)) {
      assertThat(statement).containsSubsequence(clearing.replace("CLEARING", "HOLD"), clearing);
    }
  }

  @Test
  void a_refund_comes_after_all_purchases_before_it_and_before_those_that_follow() {
    List<String> rows = new ArrayList<>(List.of(cardOf(10)));
    rows.set(4, rows.get(4).replace("1.00,GBP,1.00", "-1.00,GBP,-1.00"));

    replays.run(file(directory, rows.toArray(String[]::new)), PATIENT);

    List<String> statement = steps();
    int refund = statement.indexOf("REFUND 5");
    assertThat(statement.subList(0, refund))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(List.of("TOP_UP "), steps("HOLD", 1, 4), steps("CLEARING", 1, 4))
                .flatMap(List::stream)
                .toList());
    assertThat(statement.subList(refund + 1, statement.size()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(steps("HOLD", 6, 10), steps("CLEARING", 6, 10))
                .flatMap(List::stream)
                .toList());
  }

  @Test
  void a_purchase_has_a_reference_by_which_any_run_knows_it_again() {
    replays.run(file(directory), PATIENT);

    assertThat(service.commands())
        .filteredOn(command -> command.has("networkReference"))
        .hasSize(4)
        .allSatisfy(
            command ->
                assertThat(command.path("networkReference").asText())
                    .matches(
                        "[0-9a-f]{32}:"
                            + command.path("metadata").path("row").asText()
                            + ":authorization"));
  }

  /** Purchases of one pound each, by one card. */
  private static String[] cardOf(int rows) {
    return Stream.generate(() -> "2016-05-04,0012,corner cafe,1.00,GBP,1.00,Food,Housing")
        .limit(rows)
        .toArray(String[]::new);
  }

  /** The one statement that there is: the kind of each entry, and its row. */
  private List<String> steps() {
    return service
        .entries()
        .map(e -> e.path("kind").asText() + " " + e.path("metadata").path("row").asText())
        .toList();
  }

  private static List<String> steps(String kind, int firstRow, int lastRow) {
    return IntStream.rangeClosed(firstRow, lastRow).mapToObj(row -> kind + " " + row).toList();
  }

  @Test
  void a_wallet_is_topped_up_by_its_purchases() {
    replays.run(file(directory), PATIENT);

    assertThat(service.entries("TOP_UP").map(entry -> entry.path("amount").asLong()))
        .containsExactlyInAnyOrder(2_450L, 2_410L, 10_000L);
  }

  @Test
  void a_malformed_file_stops_the_run_before_anything_is_sent() {
    String wrong = PURCHASES.get(5).replace("100.00,GBP,100.00", "100.001,GBP,100.00");

    Run run = replays.run(file(directory, PURCHASES.getFirst(), wrong), PATIENT);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text()).contains("Line 3, column original_amount");
    assertThat(service.requests()).isZero();
  }

  @Test
  void a_refund_of_a_declined_purchase_is_a_credit_of_its_own() {
    Path file =
        file(
            directory,
            "2016-05-04,0012,garage,100.00,GBP,100.00,Fuel,Housing",
            "2016-05-04,0012,garage,-60.00,GBP,-60.00,Fuel,Housing");

    Run run = replays.run(file, PATIENT, "--limit", "DAILY=5000");

    assertThat(run.exit()).isZero();
    assertThat(run.lines())
        .contains(
            "Declines 1",
            "limit_amount_exceeded 1",
            "Linked refunds 0",
            "Unlinked refunds 1",
            "GBP 0.00 0.00 60.00 -60.00 100.00 40.00 0.00");
  }

  @Test
  void what_happened_on_a_wallet_besides_the_file_is_a_difference() {
    Path file = file(directory);
    replays.run(file, PATIENT);
    ObjectNode spent =
        Json.object().put("kind", "FORCE_POST").put("amount", 5).put("currency", "GBP");
    service.books().getFirst().entries.values().iterator().next().add(spent);

    Run run = replays.run(file, PATIENT);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text())
        .contains("Difference to the file: GBP -0.05", "does not agree with the file");
  }

  @Test
  void a_file_is_looked_at_before_a_service_is_started_for_it() {
    assertThat(checked(file(directory).toString())).isEqualTo("0 ");
    assertThat(checked("nowhere.csv")).isEqualTo("1 There is no file nowhere.csv.\n");
    assertThat(checked()).startsWith("2 a file is missing.\n");
    assertThat(service.requests()).isZero();
  }

  @Test
  void where_nobody_is_the_wait_is_announced() {
    Settings settings = new Settings(service.url(), Optional.of(FakeService.ADMIN_KEY), directory);
    service.close();

    Run run = ReplayRuns.run(settings, file(directory), PATIENT);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines())
        .containsSubsequence(
            "Nobody answers at %s yet; trying again for 0.0 s. SPENDHUB_URL says where the service is."
                .formatted(service.url()))
        .last()
        .asString()
        .startsWith("No answer from " + service.url());
  }

  /** The exit code, and what was printed. */
  private static String checked(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int exit = ReplayMain.check(arguments, new PrintStream(bytes, true, UTF_8));
    return exit + " " + bytes.toString(UTF_8);
  }
}
