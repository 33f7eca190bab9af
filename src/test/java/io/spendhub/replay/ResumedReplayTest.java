package io.spendhub.replay;

import static io.spendhub.replay.ReplayRuns.HASTY;
import static io.spendhub.replay.ReplayRuns.PATIENT;
import static io.spendhub.replay.purchases.PurchaseLines.PURCHASES;
import static io.spendhub.replay.purchases.PurchaseLines.file;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendhub.replay.ReplayRuns.Run;
import io.spendhub.replay.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run leaves behind, and what the next one makes of it. */
class ResumedReplayTest {
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
  void a_second_run_changes_nothing_and_reports_the_same() {
    Path file = file(directory);
    Run first = replays.run(file, PATIENT);
    long entries = service.entries().count();

    Run second = replays.run(file, PATIENT);

    assertThat(second.exit()).isZero();
    assertThat(second.text()).contains("Going on with organization");
    assertThat(second.report()).isEqualTo(first.report());
    assertThat(service.entries().count()).isEqualTo(entries);
    assertThat(service.books()).hasSize(1);
  }

  @Test
  void a_run_that_was_cut_off_anywhere_is_completed_by_the_next() {
    Path file = file(directory);
    for (int requests = 1; requests <= 30; requests += 3) {
      service.diesAfter(requests);
      Run cutOff = replays.run(file, HASTY);
      assertThat(cutOff.exit()).isEqualTo(1);
      assertThat(cutOff.text()).contains("No answer from " + service.url());
      service.isStartedAgain();
    }

    Run completed = replays.run(file, PATIENT);

    assertThat(completed.exit()).isZero();
    assertThat(completed.lines()).contains("Approvals 4", "Difference to the file: GBP 0.00");
    assertThat(service.entries("HOLD").count()).isEqualTo(4);
  }

  @Test
  void what_was_done_is_counted_and_not_sent_again() {
    Path file = file(directory);
    replays.run(file, PATIENT);
    int before = service.commands().size();

    Run second = replays.run(file, PATIENT);

    assertThat(rowsOf(service.commands().subList(before, service.commands().size()))).isEmpty();
    assertThat(second.lines()).contains("6 of 6 rows were there already.");
    assertThat(second.text()).contains("6 of 6 rows, 100 %");
  }

  /** Whatever was cut off, refunds find the purchases of the run before. */
  @ParameterizedTest
  @ValueSource(ints = {18, 19, 20, 21, 22, 23, 24, 25, 26, 27})
  void a_run_that_goes_on_sends_what_is_missing_and_reports_as_one_that_was_never_cut_off(
      int requests) throws IOException {
    Path file = file(directory);
    service.diesAfter(requests);
    replays.run(file, HASTY, "--requests", "1");
    service.isStartedAgain();
    Set<String> done = doneRows();
    Set<String> held = rowsOf(service.entries("HOLD").toList());
    int before = service.commands().size();

    Run resumed = replays.run(file, PATIENT, "--requests", "1");

    List<ObjectNode> sent = service.commands().subList(before, service.commands().size());
    assertThat(rowsOf(sent))
        .doesNotContainAnyElementsOf(done)
        .hasSize(PURCHASES.size() - done.size());
    assertThat(rowsOf(sent.stream().filter(command -> command.has("networkReference")).toList()))
        .doesNotContainAnyElementsOf(held);
    assertThat(resumed.exit()).isZero();
    assertThat(resumed.report()).isEqualTo(uninterrupted(file).report());
  }

  /** The declines of a run before are rows that were done, too. */
  @Test
  void declined_rows_are_not_sent_again() {
    Path file = file(directory);
    Run first = replays.run(file, PATIENT, "--limit", "DAILY=5000");
    int before = service.commands().size();

    Run second = replays.run(file, PATIENT, "--limit", "DAILY=5000");

    assertThat(first.lines()).contains("Declines 1");
    assertThat(rowsOf(service.commands().subList(before, service.commands().size()))).isEmpty();
    assertThat(second.report()).isEqualTo(first.report());
  }

  private Run uninterrupted(Path file) throws IOException {
    try (FakeService other = new FakeService()) {
      return new ReplayRuns(other, directory.resolve("other")).run(file, PATIENT);
    }
  }

  private Set<String> doneRows() {
    return service
        .entries()
        .filter(
            entry ->
                List.of("CLEARING", "REFUND", "UNLINKED_REFUND")
                    .contains(entry.path("kind").asText()))
        .map(ResumedReplayTest::rowOf)
        .collect(toSet());
  }

  private static Set<String> rowsOf(List<ObjectNode> commands) {
    return commands.stream()
        .map(ResumedReplayTest::rowOf)
        .filter(row -> !row.isEmpty())
        .collect(toSet());
  }

  private static String rowOf(ObjectNode item) {
    return item.path("metadata").path("row").asText();
  }

  @Test
  void a_busy_service_and_lost_answers_cost_time_only() {
    service.isBusyEvery(5);
    service.losesTheAnswerEvery(7);

    Run run = replays.run(file(directory), PATIENT);

    assertThat(run.exit()).isZero();
    assertThat(service.entries("HOLD").count()).isEqualTo(4);
    assertThat(service.entries("REFUND").count()).isEqualTo(1);
    assertThat(service.entries("UNLINKED_REFUND").count()).isEqualTo(1);
  }

  @Test
  void what_a_call_left_undecided_is_asked_for_again() {
    service.answersItem(2, 503, "unavailable");

    Run run = replays.run(file(directory, PURCHASES.get(0), PURCHASES.get(1)), PATIENT);

    assertThat(run.exit()).as(run.text()).isZero();
    assertThat(service.entries("HOLD").count()).isEqualTo(2);
    assertThat(service.entries("CLEARING").count()).isEqualTo(2);
  }

  @Test
  void a_purchase_that_is_refused_for_good_ends_the_replay_with_its_problem() {
    service.answersItem(2, 409, "network_reference_reused");

    Run run = replays.run(file(directory, PURCHASES.get(0), PURCHASES.get(1)), PATIENT);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text())
        .contains(
            "POST /v1/authorizations/batch, item 2, was answered by 409 network_reference_reused");
  }

  @Test
  void a_service_that_stays_busy_is_given_up_with_its_answer() {
    service.isBusyEvery(1);

    Run run = replays.run(file(directory), PATIENT);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text()).contains("POST /v1/organizations was answered by 503 overloaded");
  }

  @Test
  void an_organization_that_the_service_does_not_know_is_made_anew() {
    Path file = file(directory);
    replays.run(file, PATIENT);
    service.forgetsItsOrganizations();

    Run run = replays.run(file, PATIENT);

    assertThat(run.exit()).isZero();
    assertThat(run.text()).contains("does not know the kept organization", "Made organization");
  }

  @Test
  void other_limits_are_another_replay() {
    Path file = file(directory);
    replays.run(file, PATIENT);

    Run limited = replays.run(file, PATIENT, "--limit", "DAILY=5000");

    assertThat(limited.exit()).isZero();
    assertThat(service.books()).hasSize(2);
    assertThat(limited.lines()).contains("Declines 1");
  }

  @Test
  void the_kept_secret_is_for_its_owner_only_and_printed_nowhere() throws IOException {
    Run run = replays.run(file(directory), PATIENT);

    try (Stream<Path> files = Files.list(directory.resolve("replay"))) {
      assertThat(files)
          .singleElement()
          .satisfies(
              file -> {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
                assertThat(Files.readString(file)).contains("secret-");
              });
    }
    assertThat(run.text()).doesNotContain("secret-");
  }

  @Test
  void without_the_operators_key_no_organization_is_made() {
    Settings settings = new Settings(service.url(), Optional.empty(), directory);

    Run run = ReplayRuns.run(settings, file(directory), PATIENT);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.text()).contains("SPENDHUB_ADMIN_KEY is needed");
    assertThat(service.requests()).isZero();
  }

  @Test
  void a_run_later_than_keys_are_kept_begins_anew() throws IOException {
    Path file = file(directory);
    replays.run(file, PATIENT);
    Path state = stateFile();
    ObjectNode kept = (ObjectNode) Json.read(Files.readAllBytes(state));
    Instant created = Instant.parse(kept.path("createdAt").asText());
    kept.put("createdAt", created.minus(Duration.ofDays(29)).toString());
    Files.write(state, Json.bytes(kept));

    Run run = replays.run(file, PATIENT);

    assertThat(run.exit()).isZero();
    assertThat(run.text()).contains("is too old for its replay to go on");
    assertThat(service.books()).hasSize(2);
  }

  private Path stateFile() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("replay"))) {
      return files.findFirst().orElseThrow();
    }
  }
}
