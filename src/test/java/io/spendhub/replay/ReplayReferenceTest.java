package io.spendhub.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.replay.ReplayRuns.Run;
import io.spendhub.replay.client.Backoff;
import io.spendhub.replay.purchases.RealPurchases;
import io.spendhub.testing.PostgresResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real purchases with limits on every card: the decision, the decline code and the purchase that a
 * refund belongs to are, row by row, those of a reference that shares no code with the service.
 *
 * <p>{@code SPENDHUB_REPLAY_ROWS} tells how many rows of the file are replayed, from the first;
 * {@code all} replays the whole file, which takes many minutes. After ten of them Quarkus prints
 * the stacks of all threads, once, and the test goes on.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ReplayReferenceTest {
  private static final String SOME_ROWS = "2000";
  private static final Pattern ORGANIZATION = Pattern.compile("organization ([0-9a-f-]{36})");

  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @TestHTTPResource
  URI service;

  @TempDir Path directory;

  @Test
  void every_row_is_answered_as_the_reference_says() throws IOException, SQLException {
    List<String> lines = part(RealPurchases.fileFor(ReplayReferenceTest.class));
    Path file = Files.write(directory.resolve("purchases.csv"), lines);
    Settings settings =
        new Settings(service, Optional.of(PostgresResource.OPERATOR_KEY), directory);

    Run replay = ReplayRuns.run(settings, file, Backoff.PATIENT, Reference.LIMITS);

    assertThat(replay.exit()).as(replay.text()).isZero();
    try (Reference reference = Reference.of(lines.subList(1, lines.size()))) {
      List<String> differences = reference.differences(organization(replay));
      System.out.printf(
          "%s%nThe reference says %s; %d rows differ.%n",
          replay.text().lines().takeWhile(line -> !line.equals("Per team")).collect(joining("\n")),
          reference.outcomes(),
          differences.size());
      assertThat(differences).isEmpty();
      assertThat(reference.outcomes())
          .as("outcomes that this part of the file has")
          .containsKeys("APPROVED", "DECLINED limit_amount_exceeded", "REFUND", "UNLINKED_REFUND");
    }
  }

  private static List<String> part(Path realFile) throws IOException {
    String rows = Optional.ofNullable(System.getenv("SPENDHUB_REPLAY_ROWS")).orElse(SOME_ROWS);
    long lines = rows.equals("all") ? Long.MAX_VALUE : 1 + Long.parseLong(rows);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(realFile)), UTF_8))) {
      return reader.lines().limit(lines).toList();
    }
  }

  private static UUID organization(Run replay) {
    Matcher made = ORGANIZATION.matcher(replay.text());
    assertThat(made.find()).as(replay.text()).isTrue();
    return UUID.fromString(made.group(1));
  }
}
