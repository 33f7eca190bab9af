package io.spendhub.platform.serving;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendhub.testing.DescribedOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each operation is of one part, which the documents, the description and the gateway agree on. */
class ServedOperationsTest {
  private static final List<DescribedOperation> OPERATIONS = DescribedOperation.all();
  private static final Pattern ROOT = Pattern.compile("`(/v1/[a-z-]+)`");
  private static final Pattern EXCEPTION = Pattern.compile("`([A-Z]+ /v1/[^`]+)`");

  /** A line of the gateway's map: what a call matches, and where it goes then. */
  private static final Pattern ROUTE = Pattern.compile("(?m)^  \"~(.+)\"\\s+([a-z]+);$");

  private static final Pattern DEFAULT_ROUTE = Pattern.compile("(?m)^  default\\s+([a-z]+);$");

  @Test
  void every_operation_is_of_the_part_that_the_table_says() {
    assertThat(OPERATIONS).hasSizeGreaterThan(100);
    assertThat(OPERATIONS)
        .allSatisfy(
            operation ->
                assertThat(operation.servedBy())
                    .as(operation.toString())
                    .isEqualTo(told(operation)));
  }

  @Test
  void the_table_knows_every_path_and_no_other() {
    Set<String> told =
        Stream.of(Part.values()).flatMap(part -> roots(part)).collect(toCollection(TreeSet::new));

    assertThat(told)
        .isEqualTo(
            OPERATIONS.stream().map(DescribedOperation::root).collect(toCollection(TreeSet::new)));
    assertThat(roots(Part.JOBS)).isEmpty();
  }

  @Test
  void the_gateway_sends_every_operation_to_its_part() {
    String gateway = text(Path.of("src/main/docker/gateway.conf"));
    List<MatchResult> routes = ROUTE.matcher(gateway).results().toList();
    String otherwise = found(DEFAULT_ROUTE, gateway).findFirst().orElseThrow();

    assertThat(routes).hasSize(3);
    assertThat(OPERATIONS)
        .allSatisfy(
            operation ->
                assertThat(
                        routes.stream()
                            .filter(route -> matches(route.group(1), operation))
                            .map(route -> route.group(2))
                            .findFirst()
                            .orElse(otherwise))
                    .as(operation.toString())
                    .isEqualTo(operation.servedBy()));
  }

  private static boolean matches(String route, DescribedOperation operation) {
    return Pattern.compile(route).matcher(operation.method() + " " + operation.somePath()).find();
  }

  /** As somebody would who has nothing but the table. */
  private static String told(DescribedOperation operation) {
    if (roots(Part.VOUCHERS).anyMatch(operation.root()::equals)) {
      return "vouchers";
    }
    boolean looks =
        operation.method().equals("GET")
            || found(EXCEPTION, row(Part.QUERIES)).anyMatch(operation.toString()::equals);
    return looks ? "queries" : "commands";
  }

  private static Stream<String> roots(Part part) {
    return found(ROOT, row(part));
  }

  private static String row(Part part) {
    return text(Path.of("docs/operations.md"))
        .lines()
        .filter(line -> line.startsWith("| `" + part.word() + "` |"))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
