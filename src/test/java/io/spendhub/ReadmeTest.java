package io.spendhub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.spendhub.testing.PostgresResource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blocks of the README, pasted into one shell as a reader pastes them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final String MARK = "=== end of a block ===";

  @SuppressWarnings("NullAway.Init") // set by Quarkus
  @TestHTTPResource
  URI service;

  @TempDir Path directory;

  @Test
  void every_block_works_and_makes_nothing_twice_when_it_is_pasted_again() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
    assumeTrue(isThere("curl"), "needs curl");
    List<String> blocks = blocks();
    String twice =
        String.join("", blocks.stream().map(block -> pasted(block) + pasted(block)).toList());

    List<String> said = List.of(shell(twice).split(MARK + "\n", -1));

    assertThat(said).hasSize(2 * blocks.size() + 1);
    assertThat(said.get(0)).as("a new organization for each paste").contains("\"secret\":");
    IntStream.range(1, blocks.size())
        .forEach(
            number ->
                assertThat(ids(said.get(2 * number + 1)))
                    .as(blocks.get(number))
                    .isSubsetOf(ids(String.join("", said.subList(0, 2 * number + 1)))));
    assertThat(String.join("", said))
        .contains(
            "\"decision\":\"APPROVED\"",
            "\"status\":\"CLEARED\"",
            "\"declineCode\":\"limit_amount_exceeded\"",
            "\"ok\":true",
            "\"discountAmount\":400")
        .doesNotContain("idempotency_key_reused", "already_exists", "malformed");
  }

  /** What the table of the README says of what does not work, in its order. */
  @Test
  void what_is_tried_and_does_not_work_is_answered_as_the_table_says() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
    assumeTrue(isThere("curl"), "needs curl");
    List<String> blocks = blocks();

    List<String> said =
        List.of(
            shell(String.join("", blocks.stream().map(ReadmeTest::pasted).toList()))
                .split(MARK + "\n", -1));

    assertThat(said.get(blocks.size() - 1).lines().filter(line -> line.contains("\"code\":\"")))
        .map(line -> line.replaceAll(".*\"status\":(\\d+).*?\"code\":\"([a-z_]+)\".*", "$1 $2"))
        .containsSubsequence(
            "422 voucher_already_used",
            "422 rule_violated",
            "422 voucher_not_found",
            "422 voucher_expired",
            "422 holder_blocked",
            "422 qr_unreadable",
            "400 validation_failed");
  }

  /** Those that speak to a service; to make and to other programs, other tests speak. */
  private List<String> blocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of("README.md"), UTF_8))
        .results()
        .map(block -> block.group(1))
        .filter(block -> !block.contains("make "))
        .map(
            block ->
                block.replace("http://localhost:8080", service.toString().replaceAll("/$", "")))
        .map(block -> block.replace("KEY=only-for-trying", "KEY=" + PostgresResource.OPERATOR_KEY))
        .toList();
  }

  private static String pasted(String block) {
    return block + "echo '" + MARK + "'\n";
  }

  /** Of all that was made or shown. */
  private static Set<String> ids(String said) {
    return ID.matcher(said).results().map(id -> id.group(1)).collect(toSet());
  }

  private String shell(String script) throws Exception {
    Path file = Files.writeString(directory.resolve("paste.sh"), script);
    Path output = directory.resolve("said");
    Process bash =
        new ProcessBuilder("/bin/bash", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    bash.waitFor();
    return Files.readString(output, UTF_8);
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
